"""Cases that other projects met in the field, each as one test file."""

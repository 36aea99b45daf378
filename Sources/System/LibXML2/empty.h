/* Empty on purpose: only the compiler and linker flags of the package are wanted. */

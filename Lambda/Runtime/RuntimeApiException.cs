namespace Lambda.Runtime;

/// <summary>The runtime API cannot be used any more, and without it there is nothing left to do: the process has to end.</summary>
public sealed class RuntimeApiException(string message, Exception? cause = null) : Exception(message, cause);

namespace LocalCloud.Hosting.Run;

/// <summary>A run that cannot begin: a port is taken, the data directory is in use, an image has no engine. The message says what to do and is for the user as it stands.</summary>
public sealed class RunStartException(string message, Exception? inner = null) : DistributedApplicationException(message, inner);

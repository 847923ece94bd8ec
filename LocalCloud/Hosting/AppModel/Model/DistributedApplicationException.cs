namespace LocalCloud.Hosting;

/// <summary>The application was described wrongly, or cannot run or be published as described; the message says what to change.</summary>
public class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);

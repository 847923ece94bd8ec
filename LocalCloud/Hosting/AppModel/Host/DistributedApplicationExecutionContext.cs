namespace LocalCloud.Hosting;

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

/// <summary>What the AppHost was started for.</summary>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string? publisherName = null)
{
    public DistributedApplicationOperation Operation => operation;
    public string? PublisherName => publisherName;
    public bool IsRunMode => operation == DistributedApplicationOperation.Run;
    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;
}

namespace LocalCloud.Aws.CloudFormation.Deployment;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "CloudFormation could not handle {LogicalId} ({Type})")]
    public static partial void ResourceFailed(ILogger logger, Exception exception, string logicalId, string type);

    [LoggerMessage(Level = LogLevel.Error, Message = "CloudFormation stopped working on stack {Stack}; it goes on at the next start")]
    public static partial void StackStopped(ILogger logger, Exception exception, string stack);
}

namespace LocalCloud.Aws.CloudFormation.Deployment;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "CloudFormation could not handle {LogicalId} ({Type})")]
    public static partial void ResourceFailed(ILogger logger, Exception exception, string logicalId, string type);

    [LoggerMessage(Level = LogLevel.Error, Message = "CloudFormation could not go on with stack {Stack}")]
    public static partial void StackFailed(ILogger logger, Exception exception, string stack);
}

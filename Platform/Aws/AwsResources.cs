using Microsoft.Extensions.Configuration;

namespace Platform.Aws;

/// <summary>
/// The outputs of the CloudFormation stack (AppHost/resources.yaml), as the AppHost's <c>WithReference(infra)</c> gives them:
/// configuration <c>AWS:Resources:NAME</c>. A missing one throws when it is first used, naming the key to set.
/// </summary>
public sealed class AwsResources(IConfiguration configuration)
{
    public string JobQueueUrl => Get("JobQueueUrl");

    public string JobDeadLetterQueueUrl => Get("JobDeadLetterQueueUrl");

    public string EventBusName => Get("EventBusName");

    public string EventQueueUrl => Get("EventQueueUrl");

    public string EventDeadLetterQueueUrl => Get("EventDeadLetterQueueUrl");

    public string SessionTableName => Get("SessionTableName");

    public string FileBucketName => Get("FileBucketName");

    private string Get(string name) =>
        configuration[$"AWS:Resources:{name}"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"AWS:Resources:{name} is not configured: it is the output {name} of the CloudFormation stack (AppHost/resources.yaml)."
            );
}

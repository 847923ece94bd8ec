using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Aws;

/// <summary>What makes a process talk to the local AWS.</summary>
internal static class AwsVariables
{
    /// <summary>Whose everything is that is made with <see cref="AccessKey"/>.</summary>
    public const string Account = "000000000000";

    public const string Region = "us-east-1",
        AccessKey = "test",
        SecretKey = "test";

    public static void Set(IDictionary<string, object> variables, LocalStackResource aws)
    {
        variables["AWS_ENDPOINT_URL"] = aws.PrimaryEndpoint;
        variables.TryAdd("AWS_REGION", aws.Region);
        variables.TryAdd("AWS_DEFAULT_REGION", variables["AWS_REGION"]);
        variables["AWS_ACCESS_KEY_ID"] = AccessKey;
        variables["AWS_SECRET_ACCESS_KEY"] = SecretKey;
        variables.Remove("AWS_PROFILE");
        variables["LocalStack__UseLocalStack"] = "true";
        variables["LocalStack__Config__LocalStackHost"] = aws.PrimaryEndpoint.Property(EndpointProperty.Host);
        variables["LocalStack__Config__EdgePort"] = aws.PrimaryEndpoint.Property(EndpointProperty.Port);
    }
}

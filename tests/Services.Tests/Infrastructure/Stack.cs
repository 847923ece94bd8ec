using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace Services.Tests.Infrastructure;

/// <summary>The resources of AppHost/resources.yaml in an account of their own, and the configuration that leads to them.</summary>
internal sealed class Stack
{
    public required IAmazonSQS Sqs { get; init; }

    public required IAmazonDynamoDB DynamoDb { get; init; }

    public required IAmazonS3 S3 { get; init; }

    public required Dictionary<string, string?> Configuration { get; init; }

    public string JobQueueUrl => Configuration["AWS:Resources:JobQueueUrl"]!;

    /// <summary>Only the addresses: for tests that touch no AWS service.</summary>
    public static async Task<Stack> CreateEmptyAsync(Servers servers)
    {
        var (url, account) = (await servers.GetAwsUrlAsync(), servers.NewAwsAccount());
        var credentials = new BasicAWSCredentials(account, "secret");
        return new Stack
        {
            Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = url, AuthenticationRegion = "us-east-1" }),
            DynamoDb = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "us-east-1" }),
            S3 = new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = url, AuthenticationRegion = "us-east-1", ForcePathStyle = true }),
            Configuration = new Dictionary<string, string?>
            {
                ["AWS_ENDPOINT_URL"] = url,
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = account,
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
                ["AWS:Resources:JobQueueUrl"] = $"{url}/{account}/jobs",
                ["AWS:Resources:EventBusName"] = "default",
                ["AWS:Resources:EventQueueUrl"] = $"{url}/{account}/events",
                ["AWS:Resources:SessionTableName"] = "sessions",
                ["AWS:Resources:FileBucketName"] = $"files-{account}",
            },
        };
    }
}

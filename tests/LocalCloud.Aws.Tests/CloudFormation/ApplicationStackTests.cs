using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>The template of this solution's own application.</summary>
public sealed class ApplicationStackTests : CloudFormationTest
{
    [Fact]
    public async Task The_applications_template_is_deployed_with_all_its_outputs()
    {
        var stack = await CreateAsync("infra", Template());
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal(
            [
                "EventBusName",
                "EventDeadLetterQueueUrl",
                "EventQueueUrl",
                "FileBucketName",
                "JobDeadLetterQueueUrl",
                "JobQueueUrl",
                "SessionTableName",
            ],
            Members(stack, "Outputs").Select(o => Text(o, "OutputKey")).Order()
        );

        Assert.Equal("infra-events", Output(stack, "EventBusName"));
        var queue = (await Sqs.GetQueueAttributesAsync(Output(stack, "EventQueueUrl"), ["All"])).Attributes;
        Assert.Contains("infra-EventDeadLetterQueue-", queue["RedrivePolicy"]);
        Assert.Contains("rule/infra-events/infra-DomainEventsRule-", queue["Policy"]);

        using var tables = Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config));
        var table = Output(stack, "SessionTableName");
        Assert.Equal(TableStatus.ACTIVE, (await tables.DescribeTableAsync(table)).Table.TableStatus);
        var ttl = (await tables.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = table })).TimeToLiveDescription;
        Assert.Equal(("expiresAt", TimeToLiveStatus.ENABLED), (ttl.AttributeName, ttl.TimeToLiveStatus));

        using var s3 = Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) =>
            new AmazonS3Client(credentials, config)
        );
        Assert.Equal([Output(stack, "FileBucketName")], (await s3.ListBucketsAsync()).Buckets.Select(b => b.BucketName));
    }

    [Fact]
    public async Task The_application_can_be_updated_and_removed_without_a_trace()
    {
        await CreateAsync("infra", Template());
        var stack = await UpdateAsync(
            "infra",
            Template().Replace("suffix: -service", "prefix: shop").Replace("Enabled: true", "Enabled: false")
        );
        Assert.Equal("UPDATE_COMPLETE", Status(stack));
        await CallAsync("DeleteStack", ("StackName", "infra"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
    }

    private static string Template([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../AppHost/resources.yaml"));
}

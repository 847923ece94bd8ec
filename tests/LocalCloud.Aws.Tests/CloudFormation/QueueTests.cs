using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class QueueTests : CloudFormationTest
{
    [Fact]
    public async Task Tags_follow_the_template()
    {
        await CreateAsync("shop", Queue("Tags: [{ Key: team, Value: a }, { Key: tier, Value: '1' }]"));
        await UpdateAsync("shop", Queue("Tags: [{ Key: team, Value: b }, { Key: env, Value: test }]"));

        var tags = (await Sqs.ListQueueTagsAsync(new ListQueueTagsRequest { QueueUrl = await UrlAsync() })).Tags;

        Assert.Equal(
            ["env=test", "team=b"],
            tags.Where(t => !t.Key.StartsWith("aws:", StringComparison.Ordinal)).OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}")
        );
    }

    [Fact]
    public async Task Encryption_changes_from_one_kind_to_the_other_and_back()
    {
        await CreateAsync("shop", Queue("SqsManagedSseEnabled: true"));
        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("shop", Queue("KmsMasterKeyId: alias/aws/sqs"))));
        Assert.Equal(("alias/aws/sqs", "false"), await EncryptionAsync());

        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("shop", Queue("SqsManagedSseEnabled: true"))));
        Assert.Equal((null, "true"), await EncryptionAsync());
    }

    [Fact]
    public async Task High_throughput_goes_and_comes_with_the_template()
    {
        await CreateAsync("shop", Queue("FifoQueue: true, DeduplicationScope: messageGroup, FifoThroughputLimit: perMessageGroupId"));
        await UpdateAsync("shop", Queue("FifoQueue: true"));

        var attributes = (await Sqs.GetQueueAttributesAsync(await UrlAsync(), ["All"])).Attributes;

        Assert.Equal(("queue", "perQueue"), (attributes["DeduplicationScope"], attributes["FifoThroughputLimit"]));
    }

    [Fact]
    public async Task An_inline_policy_is_the_queues_policy_for_as_long_as_it_is_there()
    {
        const string Policy = """

              Inline:
                Type: AWS::SQS::QueueInlinePolicy
                Properties:
                  Queue: !Ref Queue
                  PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: !GetAtt Queue.Arn }] }
            """;
        await CreateAsync("shop", Queue("DelaySeconds: 1") + Policy);
        var ids = await PhysicalIdsAsync("shop");
        Assert.Equal(ids["Queue"], ids["Inline"]);
        Assert.Contains(
            "sqs:SendMessage",
            (await Sqs.GetQueueAttributesAsync(ids["Queue"], ["Policy"])).Attributes["Policy"],
            StringComparison.Ordinal
        );

        await UpdateAsync("shop", Queue("DelaySeconds: 1"));

        Assert.Null((await Sqs.GetQueueAttributesAsync(ids["Queue"], ["Policy"])).Attributes);
    }

    private async Task<string> UrlAsync() => (await PhysicalIdsAsync("shop"))["Queue"];

    private async Task<(string? Key, string Managed)> EncryptionAsync()
    {
        var attributes = (await Sqs.GetQueueAttributesAsync(await UrlAsync(), ["All"])).Attributes;
        return (attributes.GetValueOrDefault("KmsMasterKeyId"), attributes["SqsManagedSseEnabled"]);
    }

    private static string Queue(string properties) =>
        $$"""
            Resources:
              Queue: { Type: AWS::SQS::Queue, Properties: { {{properties}} } }
            """;
}

using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class NestedStackTests : CloudFormationTest
{
    private const string Child = """
        Parameters:
          Delay: { Type: Number }
        Resources:
          Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: !Ref Delay } }
        Outputs:
          Url: { Value: !Ref Jobs }
        """;

    private const string Parent = """
        Parameters:
          Delay: { Type: Number, Default: 3 }
          Fails: { Type: String, Default: 5 }
        Resources:
          Inner:
            Type: AWS::CloudFormation::Stack
            Properties:
              TemplateURL: https://s3.eu-west-1.amazonaws.com/templates/child.yaml
              Parameters: { Delay: !Ref Delay }
          After: { Type: AWS::SQS::Queue, DependsOn: Inner,
            Properties: { DelaySeconds: !Ref Fails, KmsMasterKeyId: !GetAtt Inner.Outputs.Url } }
        Outputs:
          Inner: { Value: !Ref Inner }
          Url: { Value: !GetAtt Inner.Outputs.Url }
        """;

    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    [Theory]
    [InlineData("http://localhost:4566/templates/child.yaml")]
    [InlineData("http://templates.localhost:4566/child.yaml")]
    [InlineData("http://templates.s3.localhost:4566/child.yaml")]
    [InlineData("https://s3.amazonaws.com/templates/child.yaml")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/templates/child.yaml")]
    [InlineData("https://templates.s3.eu-west-1.amazonaws.com/child.yaml")]
    public async Task A_template_in_a_bucket_is_found_whatever_its_address_looks_like(string url)
    {
        await PutAsync("child.yaml", Child);
        await CallAsync(
            "CreateStack",
            ("StackName", "s"),
            ("TemplateURL", url),
            ("Parameters.member.1.ParameterKey", "Delay"),
            ("Parameters.member.1.ParameterValue", "1")
        );
        Assert.Equal("CREATE_COMPLETE", Status(await RestAsync("s")));
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_told_in_S3s_words()
    {
        await PutAsync("child.yaml", Child);
        var (code, message) = await FailAsync("ValidateTemplate", ("TemplateURL", "https://s3.amazonaws.com/templates/nothing.yaml"));
        Assert.Equal("ValidationError", code);
        Assert.StartsWith("S3 error: The specified key does not exist.\nFor more information check", message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_nested_stack_gives_its_outputs_is_updated_and_goes_with_its_parent()
    {
        await PutAsync("child.yaml", Child);
        var stack = await CreateAsync("root", Parent);
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal("3", await DelayAsync(Output(stack, "Url")));
        var child = await RestAsync(Output(stack, "Inner"));
        Assert.StartsWith("root-Inner-", Text(child, "StackName"));
        Assert.Equal(Text(stack, "StackId"), Text(child, "RootId"));

        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "root",
                    Parent,
                    ("Parameters.member.1.ParameterKey", "Delay"),
                    ("Parameters.member.1.ParameterValue", "7")
                )
            )
        );
        Assert.Equal("7", await DelayAsync(Output(stack, "Url")));

        await CallAsync("DeleteStack", ("StackName", "root"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(child, "StackId"))));
    }

    [Fact]
    public async Task Another_template_at_the_same_address_is_an_update_and_a_rollback_brings_the_first_one_back()
    {
        await PutAsync("child.yaml", Child);
        var stack = await CreateAsync("root", Parent);
        await PutAsync("child.yaml", Child.Replace("DelaySeconds: !Ref Delay", "DelaySeconds: 11", StringComparison.Ordinal));
        var updated = await UpdateAsync(
            "root",
            Parent,
            ("Parameters.member.1.ParameterKey", "Fails"),
            ("Parameters.member.1.ParameterValue", "100000")
        );
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", Status(updated));
        Assert.Equal("3", await DelayAsync(Output(stack, "Url")));

        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("root", Parent)));
        Assert.Equal("11", await DelayAsync(Output(stack, "Url")));
    }

    [Fact]
    public async Task A_nested_stack_that_fails_fails_its_parent_and_leaves_nothing()
    {
        await PutAsync("child.yaml", Child);
        var stack = await CreateAsync("root", Parent.Replace("Default: 3", "Default: 100000", StringComparison.Ordinal));
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "root")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED");
        Assert.Contains(
            "was not successfully created: The following resource(s) failed to create: [Jobs].",
            Text(failed, "ResourceStatusReason")
        );
    }

    private async Task PutAsync(string key, string template)
    {
        if ((await S3.ListBucketsAsync()).Buckets is not { Count: > 0 })
            await S3.PutBucketAsync(new PutBucketRequest { BucketName = "templates", BucketRegionName = Region });
        await S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "templates",
                Key = key,
                ContentBody = template,
            }
        );
    }

    private async Task<string> DelayAsync(string url) =>
        (await Sqs.GetQueueAttributesAsync(url, ["DelaySeconds"])).Attributes["DelaySeconds"];
}

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>What DescribeStackEvents tells, in AWS's order and words.</summary>
public sealed class EventSequenceTests : CloudFormationTest
{
    private const string Queue = "Resources: { Queue: { Type: 'AWS::SQS::Queue' } }";

    [Fact]
    public async Task A_resource_is_begun_then_has_an_id_then_is_complete()
    {
        var stack = await CreateAsync("shop", Queue);
        var id = (await PhysicalIdsAsync("shop"))["Queue"];
        var stackId = Text(stack, "StackId");
        Assert.Equal(
            [
                $"shop CREATE_IN_PROGRESS {stackId} User Initiated",
                "Queue CREATE_IN_PROGRESS  ",
                $"Queue CREATE_IN_PROGRESS {id} Resource creation Initiated",
                $"Queue CREATE_COMPLETE {id} ",
                $"shop CREATE_COMPLETE {stackId} ",
            ],
            await LinesAsync("shop")
        );
    }

    [Fact]
    public async Task A_replacement_names_first_what_it_replaces_then_what_it_has_made()
    {
        await CreateAsync("shop", Queue);
        var before = (await PhysicalIdsAsync("shop"))["Queue"];
        var stackId = Text(
            await UpdateAsync("shop", "Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: other } } }"),
            "StackId"
        );
        var after = (await PhysicalIdsAsync("shop"))["Queue"];
        Assert.Equal(
            [
                $"shop UPDATE_IN_PROGRESS {stackId} User Initiated",
                $"Queue UPDATE_IN_PROGRESS {before} Requested update requires the creation of a new physical resource; hence creating one.",
                $"Queue UPDATE_IN_PROGRESS {after} Resource creation Initiated",
                $"Queue UPDATE_COMPLETE {after} ",
                $"shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS {stackId} ",
                $"Queue DELETE_IN_PROGRESS {before} ",
                $"Queue DELETE_COMPLETE {before} ",
                $"shop UPDATE_COMPLETE {stackId} ",
            ],
            (await LinesAsync("shop"))[5..]
        );
    }

    [Fact]
    public async Task What_a_service_refuses_is_told_as_the_types_handler_tells_it()
    {
        var stack = await CreateAsync(
            "shop",
            "Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1000 } } }",
            ("OnFailure", "DO_NOTHING")
        );
        Assert.Equal(
            ("CREATE_FAILED", "The following resource(s) failed to create: [Queue]. "),
            (Status(stack), Text(stack, "StackStatusReason"))
        );
        Assert.Matches(
            """
            ^Queue CREATE_FAILED  Resource handler returned message: "Invalid value for the parameter DelaySeconds\. \(Service: Sqs, Status Code: 400, Request ID: [-0-9a-f]{36}\) \(SDK Attempt Count: 1\)" \(RequestToken: [-0-9a-f]{36}, HandlerErrorCode: InvalidRequest\)$
            """.Trim(),
            (await LinesAsync("shop"))[2]
        );
    }

    [Fact]
    public async Task An_export_that_is_not_there_stops_the_stack_before_anything_is_made()
    {
        var stack = await CreateAsync(
            "shop",
            """
            Resources:
              First: { Type: AWS::SQS::Queue }
              Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !ImportValue { "Fn::Sub": "${AWS::StackName}-nowhere" } } }
            """
        );
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Equal(
            [
                "CREATE_IN_PROGRESS User Initiated",
                "ROLLBACK_IN_PROGRESS No export named shop-nowhere found. Rollback requested by user.",
                "ROLLBACK_COMPLETE ",
            ],
            (await LinesAsync("shop")).Select(line =>
                line.Replace($"shop {line.Split(' ')[1]} {Text(stack, "StackId")}", line.Split(' ')[1], StringComparison.Ordinal)
            )
        );
        Assert.NotEmpty(Text(stack, "DeletionTime"));

        await CallAsync(
            "CreateChangeSet",
            ("StackName", "next"),
            ("ChangeSetName", "a"),
            ("ChangeSetType", "CREATE"),
            ("TemplateBody", "Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: !ImportValue nowhere } } }")
        );
        var changeSet = await CallAsync("DescribeChangeSet", ("StackName", "next"), ("ChangeSetName", "a"));
        Assert.Equal(("FAILED", "No export named nowhere found."), (Text(changeSet, "Status"), Text(changeSet, "StatusReason")));
    }

    [Fact]
    public async Task A_failure_gives_up_what_waits_for_somebody()
    {
        var stack = await CreateAsync(
            "shop",
            """
            Resources:
              Handle: { Type: AWS::CloudFormation::WaitConditionHandle }
              Ready: { Type: AWS::CloudFormation::WaitCondition, Properties: { Handle: !Ref Handle, Timeout: 43200 } }
              Wrong: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 1000 } }
            """
        );
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        // Which of the two comes first is nobody's promise: the condition may not have begun
        if (
            (await LinesAsync("shop")).FirstOrDefault(line => line.StartsWith("Ready CREATE_FAILED", StringComparison.Ordinal)) is
            { } cancelled
        )
            Assert.EndsWith("Resource creation cancelled", cancelled);
    }

    [Theory]
    [InlineData("Retain", false, 1)]
    [InlineData("RetainExceptOnCreate", false, 0)]
    [InlineData("Retain", true, 0)]
    public async Task What_is_retained_of_a_creation_that_is_taken_back(string policy, bool exceptOnCreate, int left)
    {
        (string, string)[] option = exceptOnCreate ? [("RetainExceptOnCreate", "true")] : [];
        var stack = await CreateAsync(
            "shop",
            $"""
            Resources:
              Good: {"{"} Type: AWS::SQS::Queue, DeletionPolicy: {policy} {"}"}
              Wrong: {"{"} Type: AWS::SQS::Queue, DependsOn: Good, Properties: {"{"} DelaySeconds: 1000 {"}"} {"}"}
            """,
            option
        );
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Equal(left, (await Sqs.ListQueuesAsync("")).QueueUrls?.Count ?? 0);
    }

    [Fact]
    public async Task A_resource_that_is_retained_but_on_creation_stays_when_the_template_no_longer_has_it()
    {
        await CreateAsync(
            "shop",
            "Resources: { Kept: { Type: 'AWS::SQS::Queue', DeletionPolicy: RetainExceptOnCreate }, Other: { Type: 'AWS::SQS::Queue' } }"
        );
        await UpdateAsync("shop", "Resources: { Other: { Type: 'AWS::SQS::Queue' } }");
        Assert.Equal(2, (await Sqs.ListQueuesAsync("")).QueueUrls.Count);
    }

    [Fact]
    public async Task A_deletion_that_failed_can_be_forced()
    {
        await CreateAsync("shop", "Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: forced-files } } }");
        var error = await FailAsync("DeleteStack", ("StackName", "shop"), ("DeletionMode", "FORCE_DELETE_STACK"));
        Assert.Equal(
            (
                "ValidationError",
                "Invalid operation on stack [shop]. FORCE_DELETE_STACK DeletionMode is supported only for stacks in "
                    + "the DELETE_FAILED state."
            ),
            error
        );
        using var s3 = Client(new Amazon.S3.AmazonS3Config { ForcePathStyle = true }, (credentials, config) =>
            new Amazon.S3.AmazonS3Client(credentials, config)
        );
        await s3.PutObjectAsync(
            new()
            {
                BucketName = "forced-files",
                Key = "a",
                ContentBody = "b",
            },
            TestContext.Current.CancellationToken
        );
        var id = Text(await CallAsync("DescribeStacks", ("StackName", "shop")), "StackId");
        await CallAsync("DeleteStack", ("StackName", id));
        Assert.Equal("DELETE_FAILED", Status(await RestAsync(id)));
        await CallAsync("DeleteStack", ("StackName", id), ("DeletionMode", "FORCE_DELETE_STACK"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(id)));
    }

    private async Task<string[]> LinesAsync(string name) =>
        [
            .. Members(await CallAsync("DescribeStackEvents", ("StackName", name)), "StackEvents")
                .Reverse()
                .Select(e =>
                    $"{Text(e, "LogicalResourceId")} {Text(e, "ResourceStatus")} {Text(e, "PhysicalResourceId")} "
                    + $"{Text(e, "ResourceStatusReason")}"
                ),
        ];
}

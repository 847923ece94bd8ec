namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class StackFailureTests : CloudFormationTest
{
    private const string Failing = """
        Resources:
          Good: { Type: AWS::SQS::Queue }
          Bad: { Type: AWS::SQS::Queue, DependsOn: Good, Properties: { DelaySeconds: 100000 } }
        """;

    [Fact]
    public async Task A_failed_creation_is_rolled_back_and_says_why()
    {
        var stack = await CreateAsync("shop", Failing);
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
        Assert.Equal(["CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE"], await EventsAsync("shop", "shop"));
        Assert.Equal(
            ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"],
            await EventsAsync("shop", "Good")
        );
        var events = Members(await CallAsync("DescribeStackEvents", ("StackName", "shop")), "StackEvents").ToArray();
        Assert.Contains("DelaySeconds", Text(events.First(e => Text(e, "ResourceStatus") == "CREATE_FAILED"), "ResourceStatusReason"));
        Assert.Equal(
            "The following resource(s) failed to create: [Bad]. Rollback requested by user.",
            Text(events.First(e => Text(e, "ResourceStatus") == "ROLLBACK_IN_PROGRESS"), "ResourceStatusReason")
        );
        Assert.EndsWith(
            "is in ROLLBACK_COMPLETE state and can not be updated.",
            (await FailAsync("UpdateStack", ("StackName", "shop"), ("TemplateBody", TwoQueues))).Message
        );
    }

    [Fact]
    public async Task Without_rollback_what_was_made_stays_and_an_update_can_mend_it()
    {
        Assert.Equal("CREATE_FAILED", Status(await CreateAsync("shop", Failing, ("DisableRollback", "true"))));
        Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls);
        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("shop", Failing.Replace("100000", "10"))));
        Assert.Equal(2, (await Sqs.ListQueuesAsync("")).QueueUrls.Count);
    }

    [Fact]
    public async Task A_failed_creation_is_deleted_when_asked_to()
    {
        await CallAsync("CreateStack", ("StackName", "shop"), ("TemplateBody", Failing), ("OnFailure", "DELETE"));
        while (
            Members(await CallAsync("ListStacks", ("StackStatusFilter.member.1", "DELETE_COMPLETE")), "StackSummaries").FirstOrDefault()
                is null
        ) { }
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
    }

    [Theory]
    [InlineData(
        "{ VisibilityTimout: 3 }",
        "Properties validation failed for resource Queue with message:\n#: extraneous key [VisibilityTimout] is not permitted. Did you "
            + "mean VisibilityTimeout?"
    )]
    [InlineData(
        "{ VisibilityTimeout: long }",
        "Properties validation failed for resource Queue with message:\n#/VisibilityTimeout: expected type: Integer, found: String"
    )]
    [InlineData(
        "{ Tags: { a: b } }",
        "Properties validation failed for resource Queue with message:\n#/Tags: expected type: JSONArray, found: JSONObject"
    )]
    [InlineData(
        "{ Tags: [{ Kay: a, Value: b }] }",
        "Properties validation failed for resource Queue with message:\n#/Tags/0: extraneous key [Kay] is not permitted. Did you mean Key?"
    )]
    [InlineData(
        "{ Tags: [{ Value: b }] }",
        "Properties validation failed for resource Queue with message:\n#/Tags/0: required key [Key] not found"
    )]
    [InlineData("!Ref AWS::Region", "Template format error: [/Resources/Queue] Every Properties member must be an object.")]
    public async Task A_wrong_property_fails_its_resource_by_name(string properties, string reason)
    {
        var stack = await CreateAsync("shop", $"Resources: {{ Queue: {{ Type: 'AWS::SQS::Queue', Properties: {properties} }} }}");
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "shop")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED");
        Assert.Equal(reason, Text(failed, "ResourceStatusReason"));
    }

    [Fact]
    public async Task A_name_that_is_taken_fails_the_stack_and_leaves_the_other_alone()
    {
        await Sqs.CreateQueueAsync("taken");
        var stack = await CreateAsync("shop", "Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: taken } } }");
        Assert.Equal("ROLLBACK_COMPLETE", Status(stack));
        Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls);
    }

    [Fact]
    public async Task A_bucket_with_objects_cannot_be_deleted_unless_it_is_retained()
    {
        var stack = await CreateAsync("shop", "Resources: { Files: { Type: 'AWS::S3::Bucket' }, Queue: { Type: 'AWS::SQS::Queue' } }");
        var bucket = (await PhysicalIdsAsync("shop"))["Files"];
        Assert.Matches("^shop-files-[a-z0-9]{12}$", bucket);
        await PutObjectAsync(bucket);
        await CallAsync("DeleteStack", ("StackName", "shop"));
        var failed = await RestAsync("shop");
        Assert.Equal("DELETE_FAILED", Status(failed));
        Assert.Equal("The following resource(s) failed to delete: [Files]. ", Text(failed, "StackStatusReason"));

        await CallAsync("DeleteStack", ("StackName", "shop"), ("RetainResources.member.1", "Files"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
    }

    private async Task PutObjectAsync(string bucket)
    {
        using var response = await Aws.SendAsync("s3", HttpMethod.Put, $"/{bucket}/key", new StringContent("text"));
        response.EnsureSuccessStatusCode();
    }
}

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class StackLifeTests : CloudFormationTest
{
    [Fact]
    public async Task A_stack_makes_its_resources_in_order_and_answers_its_outputs()
    {
        var stack = await CreateAsync("shop", TwoQueues, ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"));

        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Matches($"^arn:aws:cloudformation:{Region}:{Account}:stack/shop/[0-9a-f-]{{36}}$", Text(stack, "StackId"));
        Assert.Matches("/shop-Dead-[A-Z0-9]{12}$|^shop-Dead-[A-Z0-9]{12}$", Output(stack, "DeadName"));
        var attributes = (await Sqs.GetQueueAttributesAsync(Output(stack, "JobsUrl"), ["All"])).Attributes;
        Assert.Equal("3", attributes["DelaySeconds"]);
        Assert.Contains($":{Output(stack, "DeadName")}\"", attributes["RedrivePolicy"]);
        Assert.Equal(["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"], await EventsAsync("shop", "Jobs"));
        Assert.Equal(["CREATE_IN_PROGRESS", "CREATE_COMPLETE"], await EventsAsync("shop", "shop"));
        Assert.Equal("shop-jobs", Text(Members(await CallAsync("ListExports"), "Exports").Single(), "Name"));
        Assert.Equal("team", Text(Members(stack, "Tags").Single(), "Key"));
    }

    [Fact]
    public async Task A_deleted_stack_has_no_resources_and_is_found_by_its_id_only()
    {
        var stack = await CreateAsync("shop", TwoQueues);
        await CallAsync("DeleteStack", ("StackName", "shop"));
        var deleted = await RestAsync(Text(stack, "StackId"));

        Assert.Equal("DELETE_COMPLETE", Status(deleted));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
        Assert.Equal(("ValidationError", "Stack with id shop does not exist"), await FailAsync("DescribeStacks", ("StackName", "shop")));
        Assert.Equal(
            ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"],
            await EventsAsync(Text(stack, "StackId"), "Jobs")
        );
        Assert.Single(Members(await CallAsync("ListStacks", ("StackStatusFilter.member.1", "DELETE_COMPLETE")), "StackSummaries"));
        await CallAsync("DeleteStack", ("StackName", "shop"));
    }

    [Fact]
    public async Task A_stack_that_exists_is_not_created_again()
    {
        await CreateAsync("shop", TwoQueues);
        Assert.Equal(
            ("AlreadyExistsException", "Stack [shop] already exists"),
            await FailAsync("CreateStack", ("StackName", "shop"), ("TemplateBody", TwoQueues))
        );
    }

    [Fact]
    public async Task A_retained_resource_outlives_its_stack()
    {
        var stack = await CreateAsync(
            "shop",
            """
            Resources:
              Kept: { Type: AWS::SQS::Queue, DeletionPolicy: Retain }
              Gone: { Type: AWS::SQS::Queue }
            """
        );
        await CallAsync("DeleteStack", ("StackName", "shop"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Contains("shop-Kept-", Assert.Single((await Sqs.ListQueuesAsync("")).QueueUrls));
        Assert.Equal("DELETE_SKIPPED", (await EventsAsync(Text(stack, "StackId"), "Kept"))[^1]);
    }

    [Fact]
    public async Task A_protected_stack_is_not_deleted()
    {
        await CreateAsync("shop", TwoQueues, ("EnableTerminationProtection", "true"));
        Assert.Equal(
            "Stack [shop] cannot be deleted while TerminationProtection is enabled",
            (await FailAsync("DeleteStack", ("StackName", "shop"))).Message
        );
        await CallAsync("UpdateTerminationProtection", ("StackName", "shop"), ("EnableTerminationProtection", "false"));
        await CallAsync("DeleteStack", ("StackName", "shop"));
    }

    [Fact]
    public async Task An_exporting_stack_is_not_deleted_while_another_imports()
    {
        await CreateAsync("shop", TwoQueues);
        var user = await CreateAsync(
            "user",
            """
            Resources:
              Queue: { Type: AWS::SQS::Queue }
            Outputs:
              Jobs: { Value: !ImportValue shop-jobs }
            """
        );
        Assert.Contains("shop-Jobs-", Output(user, "Jobs"));
        Assert.Equal("user", Members(await CallAsync("ListImports", ("ExportName", "shop-jobs")), "Imports").Single().Value);

        await CallAsync("DeleteStack", ("StackName", "shop"));
        var kept = await RestAsync("shop");
        Assert.Equal("DELETE_FAILED", Status(kept));
        Assert.Contains("shop-jobs as it is in use by user", Text(kept, "StackStatusReason"));
    }

    [Theory]
    [InlineData(
        "Resources: { Queue: { Type: 'AWS::SQS::Quue' } }",
        "Template format error: Unrecognized resource types: [AWS::SQS::Quue]. Did you mean AWS::SQS::Queue?"
    )]
    [InlineData(
        "Resources: { A: { Type: 'AWS::SQS::Queue', DependsOn: B }, B: { Type: 'AWS::SQS::Queue', DependsOn: A } }",
        "Circular dependency between resources: [A, B]"
    )]
    [InlineData(
        "Resources: { A: { Type: 'AWS::SQS::Queue' } }\nOutputs: { O: { Value: !GetAtt A.Url } }",
        "Template error: resource A does not support attribute type Url in Fn::GetAtt"
    )]
    [InlineData("Parameters: { P: { Type: String } }\nResources: { A: { Type: 'AWS::SQS::Queue' } }", "Parameters: [P] must have values")]
    [InlineData(
        "Conditions: { Never: !Equals [a, b] }\nResources:\n  A: { Type: 'AWS::SQS::Queue', Condition: Never }\n  B: { Type: "
            + "'AWS::SQS::QueuePolicy', Properties: { Queues: [!Ref A], PolicyDocument: {} } }",
        "Template format error: Unresolved resource dependencies [A] in the Resources block of the template"
    )]
    public async Task What_can_be_refused_at_once_is(string template, string message) =>
        Assert.Equal(("ValidationError", message), await FailAsync("CreateStack", ("StackName", "shop"), ("TemplateBody", template)));

    [Fact]
    public async Task A_bad_stack_name_is_refused_in_AWSs_words() =>
        Assert.Equal(
            "1 validation error detected: Value 'my_shop' at 'stackName' failed to satisfy constraint: Member must satisfy regular "
                + "expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
            (await FailAsync("CreateStack", ("StackName", "my_shop"), ("TemplateBody", TwoQueues))).Message
        );

    [Fact]
    public async Task What_is_not_supported_is_refused_by_name() =>
        Assert.Contains(
            "StackPolicyURL of CreateStack is not supported",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "shop"),
                    ("TemplateBody", TwoQueues),
                    ("StackPolicyURL", "https://s3.amazonaws.com/b/k")
                )
            ).Message
        );

    [Fact]
    public async Task A_hidden_parameter_stays_hidden()
    {
        var stack = await CreateAsync(
            "shop",
            """
            Parameters:
              Secret: { Type: String, NoEcho: true }
            Resources:
              Queue: { Type: AWS::SQS::Queue, Properties: { Tags: [{ Key: secret, Value: !Ref Secret }] } }
            """,
            ("Parameters.member.1.ParameterKey", "Secret"),
            ("Parameters.member.1.ParameterValue", "hunter\"2")
        );
        Assert.Equal("****", Text(stack, "ParameterValue"));
        Assert.Contains("****", (await CallAsync("DescribeStackEvents", ("StackName", "shop"))).ToString());
        Assert.DoesNotContain("hunter", (await CallAsync("DescribeStackEvents", ("StackName", "shop"))).ToString());
    }

    [Fact]
    public async Task A_template_comes_back_as_it_was_given_and_is_summarised()
    {
        await CreateAsync("shop", TwoQueues);
        Assert.Equal(
            TwoQueues.ReplaceLineEndings("\n"),
            Text(await CallAsync("GetTemplate", ("StackName", "shop")), "TemplateBody").ReplaceLineEndings("\n")
        );
        var summary = await CallAsync("GetTemplateSummary", ("TemplateBody", TwoQueues));
        Assert.Equal("Delay", Text(summary, "ParameterKey"));
        Assert.Equal("AWS::SQS::Queue", Members(summary, "ResourceTypes").Single().Value);
        Assert.Equal("Delay", Text(await CallAsync("ValidateTemplate", ("TemplateBody", TwoQueues)), "ParameterKey"));
    }
}

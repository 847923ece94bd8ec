namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>Faults of templates that are found before a stack is begun.</summary>
public sealed class RefusedTemplateTests : CloudFormationTest
{
    private const string Queue = "Resources: { Queue: { Type: 'AWS::SQS::Queue' } }\n";

    [Theory]
    [InlineData("Mappings: { M: { a: { b: { c: d } } } }", "Template format error: Every Mappings attribute must be a String or a List.")]
    [InlineData(
        "Outputs: { O: { Value: !Split [',', 'a,b'] } }",
        "Template format error: Output O is malformed. The Value field of every Outputs member must evaluate to a String and not a List."
    )]
    [InlineData(
        "Outputs: { O: { Value: !Ref L } }\nParameters: { L: { Type: CommaDelimitedList, Default: a } }",
        "Template format error: Output O is malformed. The Value field of every Outputs member must evaluate to a String and not a List."
    )]
    public async Task A_section_that_cannot_be_is_refused(string section, string message) =>
        Assert.Equal(
            ("ValidationError", message),
            await FailAsync("CreateStack", ("StackName", "shop"), ("TemplateBody", Queue + section))
        );

    [Fact]
    public async Task A_description_has_its_limit()
    {
        var error = await FailAsync("ValidateTemplate", ("TemplateBody", $"{Queue}Description: {new string('x', 1025)}"));
        Assert.Equal("Template format error: 'Description' length is greater than 1024.", error.Message);
        await CallAsync("ValidateTemplate", ("TemplateBody", $"{Queue}Description: {new string('x', 1024)}"));
    }

    [Fact]
    public async Task A_key_that_a_mapping_does_not_have_is_refused_before_anything_is_made()
    {
        var error = await FailAsync(
            "CreateStack",
            ("StackName", "shop"),
            (
                "TemplateBody",
                """
                Mappings: { Regions: { eu-west-1: { Delay: 3 } } }
                Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: !FindInMap [Regions, mars-1, Delay] } } }
                """
            )
        );
        Assert.Equal("Template error: Unable to get mapping for Regions::mars-1::Delay", error.Message);
    }

    [Theory]
    [InlineData("AWS::S3::Bucket", "ReplicationConfiguration: {}", "#/ReplicationConfiguration is not supported by LocalCloud: ")]
    [InlineData(
        "AWS::DynamoDB::Table",
        "KeySchema: [], KinesisStreamSpecification: {}",
        "#/KinesisStreamSpecification is not supported by LocalCloud: there is no Kinesis"
    )]
    [InlineData(
        "AWS::Events::Rule",
        "Targets: [{ Id: a, Arn: b, EcsParameters: {} }]",
        "#/Targets/0/EcsParameters is not supported by LocalCloud: there is no service here that it is for"
    )]
    public async Task A_property_that_is_not_carried_out_is_refused_by_name(string type, string properties, string reason)
    {
        await CreateAsync(
            "shop",
            $"Resources: {{ It: {{ Type: '{type}', Properties: {{ {properties} }} }} }}",
            ("OnFailure", "DO_NOTHING")
        );
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "shop")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED" && Text(e, "LogicalResourceId") == "It");
        Assert.StartsWith($"Properties validation failed for resource It with message:\n{reason}", Text(failed, "ResourceStatusReason"));
    }

    [Fact]
    public async Task A_summary_names_what_resources_could_be_imported_by()
    {
        var summary = await CallAsync(
            "GetTemplateSummary",
            (
                "TemplateBody",
                "Resources: { A: { Type: 'AWS::SQS::Queue' }, B: { Type: 'AWS::SQS::Queue' }, C: { Type: 'AWS::SQS::QueuePolicy', "
                    + "Properties: { Queues: [], PolicyDocument: {} } } }"
            )
        );
        var one = Assert.Single(Members(summary, "ResourceIdentifierSummaries"));
        Assert.Equal(
            ("AWS::SQS::Queue", "A,B", "QueueUrl"),
            (
                Text(one, "ResourceType"),
                string.Join(',', Members(one, "LogicalResourceIds").Select(m => m.Value)),
                string.Join(',', Members(one, "ResourceIdentifiers").Select(m => m.Value))
            )
        );
    }
}

using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.CloudFormation.Templates.Transforms;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class LanguageExtensionTests : CloudFormationTest
{
    private const string Template = """
        Transform: AWS::LanguageExtensions
        Parameters:
          Names: { Type: CommaDelimitedList, Default: "jobs,mail" }
          Keep: { Type: String, Default: Delete }
        Mappings:
          Delays: { jobs: { Seconds: 4 } }
        Resources:
          Fn::ForEach::Queues:
            - Name
            - !Ref Names
            - Queue${Name}:
                Type: AWS::SQS::Queue
                DeletionPolicy: !Ref Keep
                Properties:
                  QueueName: !Sub "${AWS::StackName}-${Name}"
                  DelaySeconds: !FindInMap [Delays, !Ref Name, Seconds, { DefaultValue: 9 }]
          Count: { Type: AWS::SSM::Parameter, Properties: { Name: /count, Type: String, Value: !Length [a, b, !Ref AWS::Region] } }
          Text: { Type: AWS::SSM::Parameter,
            Properties: { Name: /text, Type: String, Value: !ToJsonString { a: !Ref AWS::Region, b: "<>" } } }
        Outputs:
          Fn::ForEach::Urls:
            - Name
            - [jobs, mail]
            - "Url${Name}": { Value: !Ref "Queue${Name}" }
          Count: { Value: !GetAtt Count.Value }
          Text: { Value: !GetAtt Text.Value }
        """;

    [Fact]
    public async Task Loops_lengths_and_defaults_are_written_out()
    {
        var stack = await CreateAsync("s", Template, ("Capabilities.member.1", "CAPABILITY_AUTO_EXPAND"));
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.EndsWith("/s-jobs", Output(stack, "Urljobs"));
        Assert.Equal("4", (await Sqs.GetQueueAttributesAsync(Output(stack, "Urljobs"), ["DelaySeconds"])).Attributes["DelaySeconds"]);
        Assert.Equal("9", (await Sqs.GetQueueAttributesAsync(Output(stack, "Urlmail"), ["DelaySeconds"])).Attributes["DelaySeconds"]);
        Assert.Equal(("3", """{"a":"eu-west-1","b":"<>"}"""), (Output(stack, "Count"), Output(stack, "Text")));
        var processed = Text(await CallAsync("GetTemplate", ("StackName", "s"), ("TemplateStage", "Processed")), "TemplateBody");
        Assert.Contains("\"Queuemail\"", processed);
        Assert.Equal(
            ("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_AUTO_EXPAND]"),
            await FailAsync("CreateStack", ("StackName", "t"), ("TemplateBody", Template))
        );
    }

    [Fact]
    public void Loops_nest_and_leave_only_letters_and_digits_where_asked()
    {
        var read = TemplateReader.Read(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Outer:
                - A
                - [x.1, y]
                - Fn::ForEach::Inner:
                    - B
                    - ["1", "2"]
                    - Queue&{A}${B}: { Type: AWS::SQS::Queue, Properties: { QueueName: "${A}-${B}" } }
            """,
            TransformInput.None
        );
        Assert.True(read.Ok(out var template, out var error), error?.Message);
        Assert.Equal(["Queuex11", "Queuex12", "Queuey1", "Queuey2"], template.Resources.Keys);
        Assert.Equal("x.1-2", (string?)template.Resources["Queuex12"].Properties["QueueName"]);
    }

    [Fact]
    public void Without_the_transform_its_functions_are_unknown() =>
        Assert.StartsWith(
            "Template error: Encountered unsupported function: Fn::Length",
            TemplateReader.Read("Resources: { A: { Type: X, Properties: { P: !Length [a] } } }").Error?.Message
        );

    [Theory]
    [InlineData("eu-west-1", "small", null)]
    [InlineData("eu-west-1", "large", "Template validation error: Rule Sizes failed: only small ones in Europe")]
    public async Task Rules_say_what_parameters_may_be_together(string _, string size, string? message)
    {
        const string Ruled = """
            Parameters: { Size: { Type: String } }
            Rules:
              Sizes:
                RuleCondition: !Equals [!Ref AWS::Region, eu-west-1]
                Assertions:
                  - Assert: !Contains [[small, tiny], !Ref Size]
                    AssertDescription: only small ones in Europe
            Resources: { Jobs: { Type: AWS::SQS::Queue } }
            """;
        (string, string)[] parameters = [("Parameters.member.1.ParameterKey", "Size"), ("Parameters.member.1.ParameterValue", size)];
        if (message is null)
            Assert.Equal("CREATE_COMPLETE", Status(await CreateAsync("s", Ruled, parameters)));
        else
            Assert.Equal(message, (await FailAsync("CreateStack", [("StackName", "s"), ("TemplateBody", Ruled), .. parameters])).Message);
    }
}

using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class FunctionTests
{
    private const string Template = """
        Parameters:
          Name: { Type: String }
          Ports: { Type: List<Number> }
          Words: { Type: CommaDelimitedList, Default: "a, b,c" }
        Mappings:
          Sizes:
            eu-west-1: { small: 1, list: [x, y] }
        Conditions:
          Yes: !Equals [!Ref Name, shop]
          No: !Not [!Condition Yes]
          Both: !And [!Condition Yes, !Not [!Condition No]]
          Either: !Or [!Condition No, !Equals [!Ref "AWS::Region", eu-west-1]]
        Resources:
          Queue: { Type: AWS::SQS::Queue }
        """;

    [Theory]
    [InlineData("!Ref Name", "\"shop\"")]
    [InlineData("!Ref Ports", """["80","443"]""")]
    [InlineData("!Ref Words", """["a","b","c"]""")]
    [InlineData("!Ref Queue", "\"https://queue\"")]
    [InlineData("!Ref AWS::AccountId", "\"123456789012\"")]
    [InlineData("!Ref AWS::Region", "\"eu-west-1\"")]
    [InlineData("!Ref AWS::StackName", "\"the-stack\"")]
    [InlineData("!Ref AWS::StackId", "\"arn:stack\"")]
    [InlineData("!Ref AWS::Partition", "\"aws\"")]
    [InlineData("!Ref AWS::URLSuffix", "\"amazonaws.com\"")]
    [InlineData("!Ref AWS::NotificationARNs", """["arn:topic"]""")]
    [InlineData("[1, !Ref AWS::NoValue, 2]", "[1,2]")]
    [InlineData("{ a: 1, b: !Ref AWS::NoValue }", """{"a":1}""")]
    [InlineData("!GetAtt Queue.Arn", "\"arn:queue\"")]
    [InlineData("!GetAtt [Queue, Arn]", "\"arn:queue\"")]
    [InlineData("{ 'Fn::GetAtt': Queue.Arn }", "\"arn:queue\"")]
    [InlineData("!Sub '${Name}-${Queue.Arn}-${AWS::Region}-${!Literal}-$x'", "\"shop-arn:queue-eu-west-1-${Literal}-$x\"")]
    [InlineData("!Sub ['${A}/${Name}', { A: !Ref Queue }]", "\"https://queue/shop\"")]
    [InlineData("!Join ['-', [a, 1, true, !Ref Name]]", "\"a-1-true-shop\"")]
    [InlineData("!Join [',', !Ref Words]", "\"a,b,c\"")]
    [InlineData("!Select [1, [a, b]]", "\"b\"")]
    [InlineData("!Select ['0', !Split ['.', x.y]]", "\"x\"")]
    [InlineData("!Split ['|', 'a|b|']", """["a","b",""]""")]
    [InlineData("!FindInMap [Sizes, !Ref AWS::Region, small]", "1")]
    [InlineData("!FindInMap [Sizes, eu-west-1, list]", """["x","y"]""")]
    [InlineData("!If [Yes, 1, 2]", "1")]
    [InlineData("!If [No, 1, 2]", "2")]
    [InlineData("!If [Both, 1, 2]", "1")]
    [InlineData("!If [Either, 1, !GetAtt Queue.Nothing]", "1")]
    [InlineData("!Base64 hello", "\"aGVsbG8=\"")]
    [InlineData("!GetAZs ''", """["eu-west-1a","eu-west-1b","eu-west-1c"]""")]
    [InlineData("!Select [0, !GetAZs us-east-1]", "\"us-east-1a\"")]
    [InlineData("!Cidr [10.0.0.0/16, 3, 8]", """["10.0.0.0/24","10.0.1.0/24","10.0.2.0/24"]""")]
    [InlineData("!ImportValue other-export", "\"imported\"")]
    [InlineData("!ImportValue { 'Fn::Sub': 'other-${What}', What: 1 }", null)]
    public void A_function_evaluates(string value, string? json)
    {
        var result = Evaluate(value, out var error);
        if (json is null)
        {
            Assert.NotNull(error);
            return;
        }
        Assert.Null(error);
        Assert.Equal(json, result!.ToJsonString().Replace("\\u003C", "<"));
    }

    [Theory]
    [InlineData("!Select [2, [a, b]]", "Template error: Fn::Select cannot select nonexistent value at index 2")]
    [InlineData("!FindInMap [Sizes, us-east-1, small]", "Template error: Unable to get mapping for Sizes::us-east-1::small")]
    [InlineData("!GetAtt Queue.Nothing", "Template error: resource Queue does not support attribute type Nothing in Fn::GetAtt")]
    [InlineData("!ImportValue nobody", "No export named nobody found.")]
    [InlineData("!Join ['-', [[a]]]", "Template error: Fn::Join requires a list of strings to be joined.")]
    public void A_function_that_cannot_says_why(string value, string message)
    {
        Evaluate(value, out var error);
        Assert.Equal(message, error?.Message);
    }

    private static JsonNode? Evaluate(string value, out AwsError? error)
    {
        Assert.True(TemplateReader.Read(Template).Ok(out var template, out var unreadable), unreadable?.Message);
        Assert.True(
            ParameterValues
                .Resolve(template.Parameters, new Dictionary<string, string> { ["Name"] = "shop", ["Ports"] = "80,443" })
                .Ok(out var parameters, out _)
        );
        Assert.True(TemplateText.Read($"Value: {value}").Ok(out var tree, out var malformed), malformed?.Message);
        var scope = new EvaluationScope(template, parameters, new("123456789012", "eu-west-1", "the-stack", "arn:stack", ["arn:topic"]))
        {
            Resource = name => name == "Queue" ? new("https://queue", new Dictionary<string, string> { ["Arn"] = "arn:queue" }) : null,
            Export = name => name == "other-export" ? "imported" : null,
        };
        var evaluator = new Evaluator(scope);
        var result = evaluator.Evaluate(tree["Value"]);
        error = evaluator.Error;
        return result;
    }
}

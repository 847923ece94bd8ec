using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>What templates bring in from elsewhere: snippets in buckets, and what macros make of them.</summary>
public sealed class MacroTests : CloudFormationTest
{
    private static readonly (string, string) Expands = ("Capabilities.member.1", "CAPABILITY_AUTO_EXPAND");

    private IAmazonS3 S3 => field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (c, config) => new AmazonS3Client(c, config));

    [Fact]
    public async Task A_snippet_is_included_where_the_template_says_and_at_its_top()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = "snippets", BucketRegionName = Region });
        await S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "snippets",
                Key = "queue.yaml",
                ContentBody = "DelaySeconds: 7\nMaximumMessageSize: 2048\n",
            }
        );
        await S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "snippets",
                Key = "top.json",
                ContentBody = """{"Outputs":{"Delay":{"Value":{"Fn::GetAtt":["Jobs","DelaySeconds"]}}}}""",
            }
        );
        const string Template = """
            Transform: { Name: AWS::Include, Parameters: { Location: s3://snippets/top.json } }
            Parameters:
              File: { Type: String, Default: s3://snippets/queue.yaml }
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: jobs
                  Fn::Transform: { Name: AWS::Include, Parameters: { Location: !Ref File } }
            """;
        Assert.Equal(
            "InsufficientCapabilitiesException",
            (await FailAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template))).Code
        );
        var stack = await CreateAsync("s", Template, Expands);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal("7", Output(stack, "Delay"));
        Assert.Contains(
            "Fn::Transform",
            Text(await CallAsync("GetTemplate", ("StackName", "s")), "TemplateBody"),
            StringComparison.Ordinal
        );
        var processed = Text(await CallAsync("GetTemplate", ("StackName", "s"), ("TemplateStage", "Processed")), "TemplateBody");
        Assert.Contains("2048", processed, StringComparison.Ordinal);
        Assert.DoesNotContain("Transform", processed, StringComparison.Ordinal);
        Assert.StartsWith(
            "Transform AWS::Include failed with: S3 error: ",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "t"),
                    ("TemplateBody", Template.Replace("queue.yaml", "none", StringComparison.Ordinal)),
                    Expands
                )
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_macro_s_function_rewrites_templates_and_parts_of_them()
    {
        await MacroAsync(
            """
            exports.handler = async ({ requestId, region, accountId, transformId, params, fragment, templateParameterValues }) => {
              if (params.Fail) return { requestId, status: 'failure', errorMessage: 'told to' };
              if (fragment.Resources) fragment.Outputs = { Told: { Value: [region, accountId, transformId,
                templateParameterValues.Name, templateParameterValues.Names.length].join(' ') } };
              else fragment.DelaySeconds = Number(params.Delay) + 1;
              return { requestId, status: 'SUCCESS', fragment };
            };
            """
        );
        const string Template = """
            Transform: [Rewrite, AWS::LanguageExtensions]
            Parameters:
              Name: { Type: String, Default: x }
              Names: { Type: CommaDelimitedList, Default: "a,b" }
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  Fn::Transform: { Name: Rewrite, Parameters: { Delay: 4 } }
            """;
        var stack = await CreateAsync(
            "s",
            Template,
            Expands,
            ("Parameters.member.1.ParameterKey", "Name"),
            ("Parameters.member.1.ParameterValue", "y")
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("s"));
        Assert.Equal($"{Region} {Account} {Account}::Rewrite y 2", Output(stack, "Told"));
        var url = (await PhysicalIdsAsync("s"))["Jobs"];
        Assert.Equal("5", (await Sqs.GetQueueAttributesAsync(url, ["DelaySeconds"])).Attributes["DelaySeconds"]);
        // Asked again with what the stack is made of
        await CallAsync(
            "UpdateStack",
            ("StackName", "s"),
            Expands,
            ("UsePreviousTemplate", "true"),
            ("Parameters.member.1.ParameterKey", "Name"),
            ("Parameters.member.1.ParameterValue", "z")
        );
        stack = await RestAsync("s");
        Assert.EndsWith(" z 2", Output(stack, "Told"), StringComparison.Ordinal);
        Assert.Equal(
            $"Transform {Account}::Rewrite failed with: told to",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "t"),
                    ("TemplateBody", Template.Replace("Delay: 4", "Fail: 1", StringComparison.Ordinal)),
                    Expands
                )
            ).Message
        );
        Assert.Equal(
            "No transform named Nobody found.",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "t"),
                    ("TemplateBody", Template.Replace("Rewrite", "Nobody", StringComparison.Ordinal)),
                    Expands
                )
            ).Message
        );
    }

    private async Task MacroAsync(string code) =>
        Assert.Equal(
            "CREATE_COMPLETE",
            Status(
                await CreateAsync(
                    "macros",
                    $$"""
                    Resources:
                      Function:
                        Type: AWS::Lambda::Function
                        Properties:
                          Runtime: nodejs22.x
                          Handler: index.handler
                          Role: arn:aws:iam::123456789012:role/any
                          Timeout: 30
                          Code:
                            ZipFile: |
                    {{string.Join('\n', code.Split('\n').Select(line => $"          {line}"))}}
                      Macro: { Type: AWS::CloudFormation::Macro, Properties: { Name: Rewrite, FunctionName: !GetAtt Function.Arn } }
                    """
                )
            )
        );
}

using LocalCloud.Publish;
using LocalCloud.Publish.Plan;

namespace Publish.Tests;

public sealed class NameTests : IDisposable
{
    private const string Http = """ "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}} """;

    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task Two_resources_that_AWS_would_call_the_same_are_refused_once_by_their_own_names()
    {
        var result = await _publishing.OfAsync(
            $$""" "my-app":{"type":"project.v0","path":"a.csproj",{{Http}}}, "my_app":{"type":"project.v0","path":"b.csproj",{{Http}}} """
        );
        var refusal = Assert.Single(result.Refusals);
        Assert.Equal("my_app", refusal.Resource);
        Assert.Contains("'my-app'", refusal.Reason);
    }

    [Theory]
    [InlineData("ünï")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("--")]
    public async Task A_name_that_AWS_does_not_take_is_refused(string name)
    {
        var result = await _publishing.OfAsync($$""" "{{name}}":{"type":"project.v0","path":"a.csproj",{{Http}}} """);
        Assert.Equal(name, Assert.Single(result.Refusals).Resource);
    }

    [Fact]
    public async Task A_name_that_is_too_long_with_the_stacks_is_refused()
    {
        var name = $"a{new string('x', 58)}";
        Assert.Empty((await _publishing.OfAsync($$""" "{{name}}":{"type":"project.v0","path":"a.csproj",{{Http}}} """)).Refusals);
        var refusal = Assert.Single(
            (await _publishing.OfAsync($$""" "{{name}}x":{"type":"project.v0","path":"a.csproj",{{Http}}} """)).Refusals
        );
        Assert.Contains("65 characters, and AWS takes 64", refusal.Reason);
    }

    [Fact]
    public async Task A_function_beside_a_project_of_its_name_is_called_after_its_own_project_too()
    {
        var result = await _publishing.OfAsync(
            $$"""
            "api":{"type":"project.v0","path":"a.csproj",{{Http}}},
            "jobs-of-api":{"type":"aws.lambda.function.v0","project":"api","function":"jobs","schedule":"rate(1 hour)"},
            "jobs":{"type":"project.v0","path":"b.csproj",{{Http}}}
            """
        );
        Assert.Empty(result.Refusals);
        Assert.Equal(
            ["ApiFunction", "ApiJobsFunction", "JobsFunction"],
            _publishing.OfType("AWS::Lambda::Function").Select(f => f.Id).Order()
        );
    }

    [Fact]
    public async Task A_parameter_with_the_name_of_one_that_publish_makes_is_refused()
    {
        var result = await _publishing.OfAsync(
            $$"""
            "warm-up":{"type":"parameter.v0","value":"{warm-up.inputs.value}","inputs":{"value":{"type":"string"} } },
            "web":{"type":"project.v0","path":"a.csproj",{{Http}}}
            """
        );
        Assert.Equal("WarmUp", Assert.Single(result.Refusals).Resource);
    }

    [Theory]
    [InlineData("Shop #1")]
    [InlineData("")]
    [InlineData("a\nb")]
    public async Task An_application_is_called_what_a_tag_can_say(string name)
    {
        var result = await _publishing.OfAsync($$""" "web":{"type":"project.v0","path":"a.csproj",{{Http}}} """, o =>
            o with
            {
                ApplicationName = name,
            }
        );
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("An application cannot be called", result.Error);
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Fact]
    public async Task Every_resource_that_takes_tags_says_whose_it_is()
    {
        await _publishing.ReferenceAsync(o =>
            o with
            {
                ApplicationName = "Shop: EU",
                Tags = new Dictionary<string, string> { ["Team"] = "a: b" },
            }
        );
        foreach (
            var type in (string[])
                [
                    "AWS::EC2::VPCEndpoint",
                    "AWS::CloudWatch::Alarm",
                    "AWS::Lambda::EventSourceMapping",
                    "AWS::Lambda::Function",
                    "AWS::RDS::DBProxy",
                    "AWS::SQS::Queue",
                ]
        )
        foreach (var (id, body) in _publishing.OfType(type))
            Assert.Equal(
                "Application=Shop: EU,Team=a: b",
                string.Join(',', body["Properties"]!["Tags"]!.AsArray().Select(t => $"{t!["Key"]}={t["Value"]}"))
            );
        Assert.Equal("Shop: EU", _publishing.Resource("ApiHttpApi")["Properties"]!["Tags"]!["Application"]!.ToString());
    }

    [Fact]
    public void An_AppHost_gives_the_application_its_name_or_its_solutions()
    {
        Assert.Equal("eshop", ApplicationName.OfAppHost("eShop.AppHost", "/nowhere"));
        Assert.Equal("shop", ApplicationName.OfAppHost("Shop", "/nowhere"));
        Assert.Equal("serverless-aspire", ApplicationName.OfAppHost("AppHost", Path.Combine(Publishing.Repository, "AppHost")));
    }

    [Theory]
    [InlineData("Serverless.Aspire", "serverless-aspire")]
    [InlineData("2nd shop", "app-2nd-shop")]
    [InlineData("--Ä--", "app")]
    public void A_stacks_name_is_one_that_CloudFormation_takes(string application, string stack) =>
        Assert.Equal(stack, Names.Stack(application));
}

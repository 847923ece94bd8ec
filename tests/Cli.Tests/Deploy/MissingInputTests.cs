using LocalCloud.Deploy;

namespace Cli.Tests.Deploy;

/// <summary>Everything that is missing is named at once.</summary>
public sealed class MissingInputTests : DeployTest
{
    private const string Template = """
        Parameters:
          Key: { Type: String, NoEcho: true, Description: Of the payment provider }
          Delay: { Type: Number, MaxValue: 900 }
        Resources:
          Hello:
            Type: AWS::Lambda::Function
            Properties: { Runtime: provided.al2023, Handler: bootstrap, Code: ./hello.zip, Role: role }
          Bye:
            Type: AWS::Lambda::Function
            Properties: { Runtime: provided.al2023, Handler: bootstrap, Code: ./hello.zip, Role: role }
          Page: { Type: AWS::Lambda::LayerVersion, Properties: { Content: ./page.zip } }
        """;

    [Fact]
    public async Task A_plan_of_a_template_without_packages_says_how_it_was_published_and_all_that_is_missing()
    {
        Write(Template);
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "summary.json"),
            """{"stack":"shop","functions":[{"package":"hello.zip"}]}""",
            Cancellation
        );
        var refused = await RunAsync(new(), Request(("Delay", "901"), ("Nothing", "1")) with { PlanOnly = true });
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Equal(
            $"""
            {Folder} was published without packages (--no-build, Publish:Build=false), so these are not there: hello.zip (of Hello, Bye). Publish it again without that: serverless publish MANIFEST --output FOLDER.
            Page: Content is ./page.zip, and there is no such file.
            The template has no parameter Nothing. It has Key, Delay.
            Delay must be 900 or less, not '901'.
            These parameters need a value:
              Key (secret): Of the payment provider
            Give --parameter NAME=VALUE, --parameters FILE, or write parameters.json beside the template (parameters.example.json shows how).
            """,
            Assert.Single(refused.Errors)
        );
    }

    [Fact]
    public async Task A_cloud_that_does_not_answer_hides_nothing_of_it()
    {
        Write(Template);
        var refused = await RunAsync(new(), Request(("Delay", "901")) with { Target = new(new("http://127.0.0.1:1")) });
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("Delay must be 900 or less", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }
}

using LocalCloud.Publish;
using LocalCloud.Publish.Report;

namespace Publish.Tests;

/// <summary>What publish writes, and what it leaves alone.</summary>
public sealed class OutputTests : IDisposable
{
    private const string Web =
        """ "web":{"type":"project.v0","path":"a.csproj","bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}} """;

    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Fact]
    public async Task Packages_of_an_earlier_publish_go_and_other_files_stay()
    {
        await _publishing.OfAsync(Web);
        foreach (var file in (string[])["web.zip", "photos.zip", "parameters.json"])
            await File.WriteAllTextAsync(Path.Combine(_publishing.Output, file), file, TestContext.Current.CancellationToken);
        await _publishing.OfAsync(Web.Replace("\"web\"", "\"shop\"", StringComparison.Ordinal));
        Assert.Equal(
            ["parameters.example.json", "parameters.json", "photos.zip", "summary.json", "template.yaml"],
            Directory.EnumerateFileSystemEntries(_publishing.Output).Select(f => Path.GetFileName(f)).Order()
        );
    }

    [Fact]
    public async Task An_interrupted_publish_writes_nothing_and_its_exit_code_says_so()
    {
        var (manifest, _) = ManifestReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "Manifests", "reference.json"));
        var options = new PublishOptions
        {
            OutputDirectory = _publishing.Output,
            ApplicationName = "shop",
            Build = false,
            BaseDirectory = Publishing.Repository,
        };
        Assert.Equal(130, await ConsolePublish.RunAsync(manifest!, options, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Fact]
    public async Task A_manifest_of_nothing_that_is_deployed_is_refused()
    {
        var result = await _publishing.OfAsync(""" "aws":{"type":"container.v0","image":"localstack/localstack:4"} """);
        Assert.Equal("manifest", Assert.Single(result.Refusals).Resource);
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Fact]
    public async Task A_function_may_put_what_it_cannot_handle_where_Lambda_is_told_to()
    {
        await _publishing.OfAsync(
            $$""" {{Web}},"ticks":{"type":"aws.lambda.function.v0","project":"web","function":"ticks","eventBus":"default","eventPattern":"{\"source\":[\"a: b\"]}"} """
        );
        var statements = _publishing.Resource("TicksRole")["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray();
        Assert.Contains(statements, s =>
            s!["Action"]!.ToJsonString().Contains("sqs:SendMessage", StringComparison.Ordinal)
            && s["Resource"]![0]!["Fn::GetAtt"]![0]!.ToString() == "TicksDeadLetters"
        );
        Assert.Equal("a: b", _publishing.Resource("TicksEvents")["Properties"]!["EventPattern"]!["source"]![0]!.ToString());
    }

    [Theory]
    [InlineData("Resources:\n  A:\n", "no Type")]
    [InlineData("Resources:\n  A:\n    Properties: {}\n", "no Type")]
    [InlineData("Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: [1]\n", "no map")]
    [InlineData("Resources:\n  A:\n    Type: AWS::SQS::Queue\nOutputs:\n  X: y\n", "output X")]
    [InlineData("Resources:\n  ? [a, b]\n  : x\n", "key")]
    [InlineData("- a\n", "YAML")]
    [InlineData("", "no Resources")]
    public async Task A_template_that_is_none_is_refused(string template, string reason)
    {
        await File.WriteAllTextAsync(Path.Combine(_publishing.Scratch("infra"), "t.yaml"), template, TestContext.Current.CancellationToken);
        var result = await _publishing.OfAsync(
            """ "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"} """
        );
        Assert.Contains(reason, Assert.Single(result.Refusals).Reason);
    }
}

namespace Cli.Tests;

public sealed class ManifestTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("serverless-publish-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_missing_manifest_is_named()
    {
        var result = await Serverless.RunAsync("publish", Path.Combine(_directory, "none.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("none.json", result.Errors);
    }

    [Fact]
    public async Task A_fault_in_the_manifest_is_told_with_file_resource_and_property()
    {
        var result = await Serverless.RunAsync("publish", Write("""{ "resources": { "web": { "type": "project.v0" } } }"""));

        Assert.Equal(1, result.ExitCode);
        Assert.All(["manifest.json", "web", "path"], word => Assert.Contains(word, result.Errors));
    }

    private string Write(string manifest)
    {
        var path = Path.Combine(_directory, "manifest.json");
        File.WriteAllText(path, manifest);
        return path;
    }
}

using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnDeployment;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>What the AppHost's documented command lines write.</summary>
public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_is_the_one_that_Aspire_writes_byte_for_byte()
    {
        // Paths in it start where it is
        var file = Path.Combine(Repository.Root, $"manifest-{Guid.NewGuid():N}.json");
        try
        {
            await Tool.RunAsync("dotnet", [Repository.AppHost, "--operation", "publish", "--publisher", "manifest", "--output-path", file]);
            var reference = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "reference.json"));
            Assert.Equal(reference, await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Publishing_without_a_step_names_the_commands_to_use_and_publishes_nothing()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"end-to-end-nothing-{Guid.NewGuid():N}");
        string[] command = [Repository.AppHost, "--operation", "publish", "--output-path", folder];
        var (code, output, errors) = await Tool.EndAsync("dotnet", command);
        Assert.True(code == 2, $"{code}\n{output}\n{errors}");
        Assert.Contains("aspire publish -o dist", errors, StringComparison.Ordinal);
        Assert.Contains("--operation publish --step publish --output-path ../dist", errors, StringComparison.Ordinal);
        Assert.Contains("aspire deploy", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("--step", "publish")]
    [InlineData("--publisher", "manifest")]
    public async Task What_could_not_be_published_ends_with_a_failure_that_says_why(params string[] what)
    {
        // A folder can be nowhere in a file, whoever asks
        var file = Path.Combine(Path.GetTempPath(), $"end-to-end-file-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(file, "kept");
        try
        {
            var target = what[0] == "--step" ? file : Path.Combine(file, "manifest.json");
            string[] command = [Repository.AppHost, "--operation", "publish", .. what, "--output-path", target];
            var (code, output, errors) = await Tool.EndAsync("dotnet", command);
            Assert.True(code == 1, $"{code}\n{output}\n{errors}");
            Assert.Contains(file, output + errors, StringComparison.Ordinal);
            Assert.Equal("kept", await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

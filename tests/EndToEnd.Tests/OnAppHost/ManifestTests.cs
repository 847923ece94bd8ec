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
}

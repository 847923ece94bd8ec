using System.IO.Compression;

namespace Publish.Tests;

/// <summary>Packages of a real project.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly Publishing _one = new(),
        _two = new();

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task The_same_project_in_another_folder_is_the_same_package_and_template()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a package for Lambda is made on Linux or macOS");
        foreach (var publishing in (Publishing[])[_one, _two])
        {
            var folder = publishing.Scratch(publishing == _one ? "here/Tick" : "somewhere/else/Tick");
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Tick.csproj"),
                """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" Memory="128" /></ItemGroup>
                </Project>
                """,
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Tick.cs"),
                """System.Console.WriteLine(Where.File());static class Where { public static string File([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file; }""",
                TestContext.Current.CancellationToken
            );
            var result = await publishing.OfAsync(
                $$""" "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}"} """,
                o => o with { Build = true }
            );
            Assert.True(result.ExitCode == 0, $"{result.Error}{string.Join('\n', result.Refusals)}");
        }
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(_one.Output, "tick.zip"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Path.Combine(_two.Output, "tick.zip"), TestContext.Current.CancellationToken)
        );
        Assert.Equal(WithoutPath(_one), WithoutPath(_two));
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(_one.Output, "tick.zip"), TestContext.Current.CancellationToken);

        // AWS's .NET runs it
        Assert.Equal(["Tick.deps.json", "Tick.dll", "Tick.runtimeconfig.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.Contains("Runtime: dotnet10", _one.TemplateText, StringComparison.Ordinal);
        Assert.Contains("Handler: Tick", _one.TemplateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_brings_its_runtime_along_is_for_the_runtime_without_a_language()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a package for Lambda is made on Linux or macOS");
        var folder = _one.Scratch("Tick");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Tick.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType>
                <SelfContained>true</SelfContained><PublishReadyToRun>false</PublishReadyToRun>
              </PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" Memory="128" /></ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "Tick.cs"), "System.Console.WriteLine();", TestContext.Current.CancellationToken);
        var result = await _one.OfAsync($$""" "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}"} """, o =>
            o with
            {
                Build = true,
                ExplainSize = "tick",
            }
        );
        Assert.True(result.ExitCode == 0, $"{result.Error}{string.Join('\n', result.Refusals)}");
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(_one.Output, "tick.zip"), TestContext.Current.CancellationToken);
        Assert.NotNull(zip.GetEntry("bootstrap"));
        Assert.NotNull(zip.GetEntry("Tick"));
        Assert.NotNull(zip.GetEntry("libcoreclr.so"));
        Assert.Contains("Runtime: provided.al2023", _one.TemplateText, StringComparison.Ordinal);
        Assert.Contains("Handler: bootstrap", _one.TemplateText, StringComparison.Ordinal);

        // The largest are told, and who refers to them
        var content = Assert.Single(result.Summary!.Content);
        Assert.Equal(content.Files.OrderByDescending(file => file.ZipBytes), content.Files);
        Assert.Equal(
            ["Tick", "System.Runtime", "System.Private.CoreLib"],
            content.Files.Single(file => file.Name == "System.Private.CoreLib.dll").Chain
        );
        Assert.Empty(content.Files.Single(file => file.Name == "libcoreclr.so").Chain);
    }

    [Theory]
    [InlineData(true, "there is no function 'tock', but tick")]
    [InlineData(false, "--no-build makes none")]
    public async Task A_size_that_cannot_be_explained_is_told_before_anything_is_built(bool build, string message)
    {
        var project = Path.Combine(_one.Scratch("Tick"), "Tick.csproj");
        await File.WriteAllTextAsync(
            project,
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" /></ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken
        );
        var result = await _one.OfAsync($$""" "tick":{"type":"project.v0","path":"{{project}}"} """, o =>
            o with
            {
                Build = build,
                ExplainSize = "tock",
            }
        );
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, $"{result.Error}{string.Join('\n', result.Refusals)}", StringComparison.Ordinal);
        Assert.False(Directory.Exists(_one.Output));
    }

    // The comment above a function names its project's file as the manifest has it
    private static string WithoutPath(Publishing publishing) =>
        string.Join('\n', publishing.TemplateText.Split('\n').Where(line => !line.Contains("Tick.csproj", StringComparison.Ordinal)));
}

using System.IO.Compression;

namespace Publish.Tests;

/// <summary>Packages of a real project.</summary>
public sealed class BuildTests : IDisposable
{
    readonly Publishing one = new(), two = new();

    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
    }

    [Fact]
    public async Task The_same_project_in_another_folder_is_the_same_package_and_template()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a package for Lambda is made on Linux or macOS");
        foreach (var publishing in (Publishing[])[one, two])
        {
            var folder = publishing.Scratch(publishing == one ? "here/Tick" : "somewhere/else/Tick");
            await File.WriteAllTextAsync(Path.Combine(folder, "Tick.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" Memory="128" /></ItemGroup>
                </Project>
                """, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "Tick.cs"), """System.Console.WriteLine(Where.File());static class Where { public static string File([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file; }""", TestContext.Current.CancellationToken);
            var result = await publishing.OfAsync($$""" "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}"} """, o => o with { Build = true });
            Assert.True(result.ExitCode == 0, $"{result.Error}{string.Join('\n', result.Refusals)}");
        }
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(one.Output, "tick.zip"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(two.Output, "tick.zip"), TestContext.Current.CancellationToken));
        Assert.Equal(WithoutPath(one), WithoutPath(two));
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(one.Output, "tick.zip"), TestContext.Current.CancellationToken);
        Assert.NotNull(zip.GetEntry("bootstrap"));
        Assert.NotNull(zip.GetEntry("Tick"));
        Assert.NotNull(zip.GetEntry("libcoreclr.so"));
    }

    // The comment above a function names its project's file as the manifest has it
    static string WithoutPath(Publishing publishing) => string.Join('\n', publishing.TemplateText.Split('\n').Where(line => !line.Contains("Tick.csproj", StringComparison.Ordinal)));
}

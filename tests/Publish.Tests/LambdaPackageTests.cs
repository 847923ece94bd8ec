using System.IO.Compression;

namespace Publish.Tests;

/// <summary>A project that takes the Lambda adapter from NuGet: what the package says of it is there as if the project had imported it.</summary>
public sealed class LambdaPackageTests : IDisposable
{
    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><TrimPackage>true</TrimPackage>
          </PropertyGroup>
          <ItemGroup><LambdaFunction Include="default" Schedule="rate(1 day)" /></ItemGroup>
          {0}
        </Project>
        """;

    readonly Publishing imports = new(), takes = new();

    public void Dispose()
    {
        imports.Dispose();
        takes.Dispose();
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_becomes_the_same_package_as_one_that_imports_the_targets()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a package for Lambda is made on Linux or macOS");
        var lambda = Path.Combine(Publishing.Repository, "Lambda");
        await PublishAsync(imports, $"<Import Project=\"{lambda}/Lambda.targets\" />");

        // As NuGet has it imported: before the project, from folders of the package
        var package = takes.Scratch("package");
        Directory.CreateDirectory(Path.Combine(package, "build"));
        Directory.CreateDirectory(Path.Combine(package, "tools"));
        File.Copy(Path.Combine(lambda, "Serverless.Aspire.Lambda.props"), Path.Combine(package, "build", "Serverless.Aspire.Lambda.props"));
        File.Copy(Path.Combine(lambda, "Lambda.targets"), Path.Combine(package, "tools", "Lambda.targets"));
        await File.WriteAllTextAsync(
            Path.Combine(takes.Scratch("Tick"), "Directory.Build.props"),
            $"""<Project><Import Project="{package}/build/Serverless.Aspire.Lambda.props" /></Project>""",
            Cancellation);
        await PublishAsync(takes, "");

        Assert.Equal(await FilesAsync(imports), await FilesAsync(takes));
        Assert.Contains("\"System.Runtime.TieredPGO\": false", (await FilesAsync(takes))["Tick.runtimeconfig.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_known_for_one_before_it_has_been_restored()
    {
        var folder = takes.Scratch("Tick");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            """<configuration><packageSources><clear /><add key="none" value="." /></packageSources></configuration>""",
            Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Tick.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Serverless.Aspire.Lambda" Version="0.9.0" /></ItemGroup>
            </Project>
            """, Cancellation);
        var result = await takes.OfAsync(Resource(folder));
        Assert.Equal(0, result.ExitCode);
        Assert.Single(takes.OfType("AWS::Serverless::Function").Concat(takes.OfType("AWS::Lambda::Function")));
    }

    static string Resource(string folder) => $$"""
        "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}",
          "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","external":true}}}
        """;

    static async Task PublishAsync(Publishing publishing, string more)
    {
        var folder = publishing.Scratch("Tick");
        await File.WriteAllTextAsync(Path.Combine(folder, "Tick.csproj"), Project.Replace("{0}", more, StringComparison.Ordinal), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Tick.cs"), "System.Console.WriteLine();", Cancellation);
        var result = await publishing.OfAsync(
            $$""" "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}"} """, o => o with { Build = true });
        Assert.True(result.ExitCode == 0, $"{result.Error}{string.Join('\n', result.Refusals)}");
    }

    static async Task<Dictionary<string, string>> FilesAsync(Publishing publishing)
    {
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(publishing.Output, "tick.zip"), Cancellation);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancellation), System.Text.Encoding.Latin1);
            files[entry.FullName] = await reader.ReadToEndAsync(Cancellation);
        }
        return files;
    }
}

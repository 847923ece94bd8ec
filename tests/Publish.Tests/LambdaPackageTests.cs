using System.Diagnostics;

namespace Publish.Tests;

/// <summary>
/// A project that takes the Lambda adapter from NuGet: what the package says of it is there as if the project had imported it.
/// </summary>
public sealed class LambdaPackageTests : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><TrimPackage>true</TrimPackage></PropertyGroup>
          {0}
        </Project>
        """;

    // Those of Lambda.targets, and what the SDK concludes from them when it is told in time
    private const string Properties =
        "ServesLambda,SelfContained,UseAppHost,PublishReadyToRun,DebugType,ServerGarbageCollection,TieredPGO,"
        + "EventSourceSupport,PublishTrimmed,TrimMode,IntermediateLinkDir,_DebugSymbolsProduced,"
        + "GenerateRuntimeConfigurationFiles,AppendRuntimeIdentifierToOutputPath";

    private readonly Publishing _imports = new(),
        _takes = new();

    public void Dispose()
    {
        _imports.Dispose();
        _takes.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("<PropertyGroup><SelfContained>true</SelfContained></PropertyGroup>")]
    [InlineData("<PropertyGroup><PublishAot>true</PublishAot><TrimPackage>false</TrimPackage></PropertyGroup>")]
    [InlineData("<PropertyGroup><ServesLambda>false</ServesLambda></PropertyGroup>")]
    public async Task What_it_says_of_a_project_is_what_an_import_of_the_targets_says(string own)
    {
        var lambda = Path.Combine(Publishing.Repository, "Lambda");
        var wanted = await PropertiesAsync(_imports, $"{own}<Import Project=\"{lambda}/Lambda.targets\" />");

        // As NuGet has it imported: before the project, from folders of the package
        var package = _takes.Scratch("package");
        Directory.CreateDirectory(Path.Combine(package, "build"));
        Directory.CreateDirectory(Path.Combine(package, "tools"));
        File.Copy(Path.Combine(lambda, "Serverless.Aspire.Lambda.props"), Path.Combine(package, "build", "Serverless.Aspire.Lambda.props"));
        File.Copy(Path.Combine(lambda, "Lambda.targets"), Path.Combine(package, "tools", "Lambda.targets"));
        await File.WriteAllTextAsync(
            Path.Combine(_takes.Scratch("Tick"), "Directory.Build.props"),
            $"""<Project><Import Project="{package}/build/Serverless.Aspire.Lambda.props" /></Project>""",
            Cancellation
        );
        Assert.Equal(wanted, await PropertiesAsync(_takes, own));
        if (own == "")
            Assert.Contains("\"PublishReadyToRun\": \"true\"", wanted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_known_for_one_before_it_has_been_restored()
    {
        var folder = _takes.Scratch("Tick");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            """<configuration><packageSources><clear /><add key="none" value="." /></packageSources></configuration>""",
            Cancellation
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Tick.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Serverless.Aspire.Lambda" Version="0.9.0" /></ItemGroup>
            </Project>
            """,
            Cancellation
        );
        var result = await _takes.OfAsync(Resource(folder));
        Assert.Equal(0, result.ExitCode);
        Assert.Single(_takes.OfType("AWS::Serverless::Function").Concat(_takes.OfType("AWS::Lambda::Function")));
    }

    private static string Resource(string folder) =>
        $$"""
            "tick":{"type":"project.v0","path":"{{Path.Combine(folder, "Tick.csproj")}}",
              "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","external":true} } }
            """;

    private static async Task<string> PropertiesAsync(Publishing publishing, string more)
    {
        var file = Path.Combine(publishing.Scratch("Tick"), "Tick.csproj");
        await File.WriteAllTextAsync(file, Project.Replace("{0}", more, StringComparison.Ordinal), Cancellation);
        string[] args =
        [
            "msbuild",
            file,
            "-nologo",
            "-p:Configuration=Release",
            "-p:RuntimeIdentifier=linux-x64",
            "-p:_IsPublishing=true",
            $"-getProperty:{Properties}",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}

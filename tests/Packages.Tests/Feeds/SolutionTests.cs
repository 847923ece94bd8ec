using System.Text.RegularExpressions;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Feeds;

/// <summary>Serverless.Aspire.sln, which `dotnet build` and `dotnet test` at the root take.</summary>
public sealed partial class SolutionTests
{
    private static readonly string Solution = File.ReadAllText(Path.Combine(Repository.Root, "Serverless.Aspire.sln"));

    // What is no project before it is a copy with a version in it
    private static readonly string[] Copied = ["templates/content/", "tests/Packages.Tests/Assets/"];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var projects = Directory
            .EnumerateFiles(Repository.Root, "*.csproj", new EnumerationOptions { RecurseSubdirectories = true })
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" || part.StartsWith('.')))
            .Where(file => !Copied.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

        Assert.Equal(projects.Order(StringComparer.Ordinal), Listed().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_is_built_in_Debug_and_in_Release()
    {
        Assert.DoesNotMatch("x64|x86", Solution);
        Assert.Equal(Listed().Count() * 2, Regex.Count(Solution, @"\.Build\.0 = (Debug|Release)\|Any CPU"));
    }

    private static IEnumerable<string> Listed() =>
        ProjectPath().Matches(Solution).Select(match => match.Groups[1].Value.Replace('\\', '/'));

    [GeneratedRegex("""", "([^"]+\.csproj)"""")]
    private static partial Regex ProjectPath();
}

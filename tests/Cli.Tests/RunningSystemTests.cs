using System.Globalization;
using Serverless.Cli;

namespace Cli.Tests;

/// <summary>Where the command line finds the application that runs.</summary>
public sealed class RunningSystemTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cli-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(".", ".")]
    [InlineData("AppHost", ".")]
    [InlineData("Shop.AppHost", "Shop.Web/Pages")]
    [InlineData("src/Shop.AppHost", "src/Shop.Web")]
    public void A_running_application_is_found_from_anywhere_in_its_solution(string appHost, string from)
    {
        Runs(appHost, Environment.ProcessId);
        var working = _directory.CreateSubdirectory(from);
        Assert.Equal(new Uri("http://127.0.0.1:4999"), RunningSystem.Find(working)?.Aws);
    }

    [Fact]
    public void One_that_was_killed_is_not_taken_for_a_running_one()
    {
        Runs("Shop.AppHost", int.MaxValue);
        Assert.Null(RunningSystem.Find(_directory));
    }

    private void Runs(string appHost, int pid) =>
        File.WriteAllText(
            Path.Combine(_directory.CreateSubdirectory(Path.Combine(appHost, ".localcloud")).FullName, "run.json"),
            $$$"""{"pid":{{{pid.ToString(CultureInfo.InvariantCulture)}}},"endpoints":{"aws":{"http":"http://127.0.0.1:4999"} } }"""
        );
}

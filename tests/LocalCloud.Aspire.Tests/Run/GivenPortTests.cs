using System.Text.Json.Nodes;
using Aspire.Hosting;
using LocalCloud.Aspire.Tests.Infrastructure;
using Npgsql;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class GivenPortTests
{
    [Fact]
    public async Task Engines_listen_where_code_and_settings_say_and_other_programs_find_them_by_run_json()
    {
        using var data = new TemporaryDirectory();
        var file = data["run.json"];
        var ports = FreePorts.Take(4);
        // Nothing is compiled in the background of the other tests
        var builder = TestHost.CreateOnGivenPorts(
            $"--LocalCloud:DataDirectory={data.Path}",
            "--LocalCloud:ReadyCode=false",
            $"--Ports:third-cache={ports[3]}"
        );
        builder.AddPostgres("by-argument", port: ports[0]);
        builder.AddPostgres("by-method").WithHostPort(ports[1]);
        builder.AddRedis("cache", ports[2]);
        builder.AddRedis("third-cache");
        builder.AddRedis("anywhere");
        await using (var app = await builder.StartAsync("by-argument", "by-method", "cache", "third-cache", "anywhere"))
        {
            Assert.Equal(ports[0], new NpgsqlConnectionStringBuilder(await app.ConnectionStringAsync("by-argument")).Port);
            Assert.Equal(ports[1], new NpgsqlConnectionStringBuilder(await app.ConnectionStringAsync("by-method")).Port);
            Assert.Contains($":{ports[2]},", await app.ConnectionStringAsync("cache"), StringComparison.Ordinal);
            Assert.Contains($":{ports[3]},", await app.ConnectionStringAsync("third-cache"), StringComparison.Ordinal);

            var run = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
            Assert.Equal(Environment.ProcessId, (int)run["pid"]!);
            Assert.Equal(builder.Environment.ApplicationName, (string?)run["application"]);
            string[] servers = ["by-argument", "by-method", "cache", "third-cache"];
            Assert.Equal(ports, servers.Select(name => new Uri((string)run["endpoints"]![name]!["tcp"]!).Port));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        Assert.False(File.Exists(file));
    }
}

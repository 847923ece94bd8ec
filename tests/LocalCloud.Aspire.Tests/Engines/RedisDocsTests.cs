using System.Text.RegularExpressions;
using LocalCloud.Aspire.Tests.Infrastructure;
using StackExchange.Redis;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>docs/redis.md tells what the engine refuses.</summary>
public sealed partial class RedisDocsTests
{
    // What a command takes beside its name, where it is refused for something else without
    private static readonly Dictionary<string, string[]> Arguments = new()
    {
        ["SSUBSCRIBE"] = ["channel"],
        ["SPUBLISH"] = ["channel", "text"],
        ["CONFIG SET notify-keyspace-events"] = ["KEA"],
        ["CONFIG SET maxmemory-policy"] = ["allkeys-lru"],
        ["ACL"] = ["WHOAMI"],
        ["CLIENT PAUSE"] = ["1"],
        ["CLIENT REPLY"] = ["ON"],
        ["CLIENT TRACKING"] = ["ON"],
        ["CLIENT CACHING"] = ["YES"],
        ["CLIENT NO-EVICT"] = ["ON"],
        ["CLIENT NO-TOUCH"] = ["ON"],
    };

    [Fact(Skip = "POSIX", SkipWhen = nameof(IsWindows))]
    public async Task What_the_page_says_to_be_refused_is_refused()
    {
        using var directory = new TemporaryDirectory();
        await using var server = new RedisProcess(directory);
        await server.StartAsync();
        await using var redis = await server.ConnectAsync(allowAdmin: true);
        var answered = new List<string>();
        var commands = Commands();
        Assert.True(commands.Count > 40);
        foreach (var command in commands)
            if (await AnswerAsync(redis.GetDatabase(), [.. command.Split(' '), .. Arguments.GetValueOrDefault(command, [])]) is { } answer)
                answered.Add($"{command}: {answer}");
        Assert.Empty(answered);
        foreach (var option in (string[])["EXAT", "PXAT"])
            Assert.Null(await AnswerAsync(redis.GetDatabase(), ["SET", "key", "value", option, "99999999999999"]));
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    private static List<string> Commands()
    {
        var page = File.ReadAllText(Path.Combine(Assets.Repository, "docs", "redis.md"));
        var rows = page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        // SET itself is there
        var commands = rows.Where(row => !row.StartsWith("| Strings", StringComparison.Ordinal));
        return [.. commands.SelectMany(row => Code().Matches(row)).Select(match => match.Groups[1].Value)];
    }

    // Null when it is refused, whatever its arguments are
    private static async Task<string?> AnswerAsync(IDatabase database, string[] words)
    {
        try
        {
            return $"{await database.ExecuteAsync(words[0], [.. words[1..]])}";
        }
        catch (RedisServerException e) when (!e.Message.Contains("wrong number", StringComparison.Ordinal))
        {
            return null;
        }
        catch (RedisException e)
        {
            return e.Message;
        }
    }

    [GeneratedRegex("`([A-Z][^`]*)`")]
    private static partial Regex Code();
}

using System.CommandLine;
using System.Net;
using Amazon.Runtime;
using LocalCloud.AwsClients.Logs;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using Serverless.Cli.Cost;
using Serverless.Cli.Deploy;
using Serverless.Cli.Functions;

namespace Serverless.Cli.Logs;

/// <summary>What a function has logged, and logs from now on, in LocalCloud or on AWS.</summary>
internal static class LogsCommand
{
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Go on with what comes, until Ctrl+C" };
    private static readonly Option<string?> Filter = new("--filter")
    {
        Description = "CloudWatch's filter pattern: 'Error', '?warn ?fail', '{ $.level = \"Error\" }'",
    };
    private static readonly Option<string> Since = new("--since")
    {
        Description = "A time (ISO 8601), or how long ago: 30s, 10m, 12h, 7d",
        DefaultValueFactory = _ => "10m",
    };

    // LocalCloud is asked more often: nobody is throttled there. AWS: 25 requests a second for the account, in the smallest regions 5
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1),
        BetweenLocally = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        Since.Validators.Add(SinceOption.Check);
        var command = new Command("logs", "Print what a function has logged, and follow it.")
        {
            FunctionCommand.Function,
            Follow,
            Filter,
            Since,
        };
        TargetOptions.AddStackTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation) =>
        FunctionCommand.RunAsync(
            arguments,
            async function =>
            {
                var from = SinceOption.Read(arguments.GetValue(Since)!, TimeProvider.System.GetUtcNow())!.Value;
                using var client = LogsClient.Open(function.Connection);
                var follows = arguments.GetValue(Follow);
                try
                {
                    await ReadAsync(function, client, arguments.GetValue(Filter), new(from), follows, cancellation);
                    return ExitCodes.Done;
                }
                // That is how one ends it
                catch (OperationCanceledException) when (follows && cancellation.IsCancellationRequested)
                {
                    return ExitCodes.Done;
                }
                catch (AmazonServiceException error)
                    when (error.ErrorCode == "InvalidParameterException" && arguments.GetValue(Filter) is not null)
                {
                    throw new TuneException($"--filter {arguments.GetValue(Filter)}: {error.Message}", ExitCodes.BadInput);
                }
            },
            cancellation
        );

    private static async Task ReadAsync(
        FoundFunction function,
        LogsClient client,
        string? filter,
        LogReading reading,
        bool follows,
        CancellationToken cancellation
    )
    {
        var lines = LogLines.Create();
        var group = function.Facts.LogGroup;
        var (told, silent) = (false, false);
        while (true)
        {
            IReadOnlyList<LogEvent>? events = null;
            try
            {
                events = await EventsAsync(client, group, filter, reading.From, cancellation);
                if (events is null && !told)
                {
                    told = true;
                    await Console.Error.WriteLineAsync(
                        $"{function.Name} has not logged anything yet: there is no {group}."
                            + (follows ? " It is waited for." : " --follow waits for it.")
                    );
                }
                silent = false;
            }
            catch (Exception error) when (follows && IsPassing(error))
            {
                // A restart of LocalCloud, a lost network
                if (!silent)
                    await Console.Error.WriteLineAsync($"{function.Connection.Place} does not answer now: {error.Message}");
                silent = true;
            }
            foreach (var e in reading.Take([.. (events ?? []).Where(e => IsOf(function, e))]))
                lines.Write(e);
            if (!follows)
                return;
            await Task.Delay(function.Connection.IsLocal ? BetweenLocally : Between, TimeProvider.System, cancellation);
        }
    }

    /// <returns>In the order of time; null: there is no such group.</returns>
    private static async Task<IReadOnlyList<LogEvent>?> EventsAsync(
        LogsClient client,
        string group,
        string? filter,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        try
        {
            return await client.FilterAsync(group, filter, from, to: null, cancellation).OrderBy(e => e.Time).ToListAsync(cancellation);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == LogsClient.NoSuchGroup)
        {
            return null;
        }
    }

    private static bool IsPassing(Exception error) =>
        error
            is HttpRequestException
                or AmazonClientException
                or AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError };

    // In a group of several functions the stream's name has the function's: YYYY/MM/DD/NAME[VERSION]ID
    private static bool IsOf(FoundFunction function, LogEvent e) =>
        function.Facts.LogGroup == $"/aws/lambda/{function.Name}" || e.Stream.Contains($"/{function.Name}[", StringComparison.Ordinal);
}

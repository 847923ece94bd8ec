using System.CommandLine;
using Amazon.Runtime;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;
using Serverless.Cli.Functions;

namespace Serverless.Cli.Invoke;

/// <summary>Runs a function with an event, in LocalCloud or on AWS.</summary>
internal static class InvokeCommand
{
    private static readonly Option<string?> Event = new("--event", "-e")
    {
        Description = "A file with the event; -: standard input [default: {}]",
    };
    private static readonly Option<string?> Replay = new("--replay")
    {
        Description = "The request id of a former invocation in LocalCloud, whose event is taken",
    };
    private static readonly Option<string?> Qualifier = new("--qualifier") { Description = "A version or an alias [default: $LATEST]" };
    private static readonly Option<bool> Async = new("--async") { Description = "Hand it over, and wait for no answer" };
    private static readonly Option<bool> Debug = new("--debug")
    {
        Description = "LocalCloud: name the process to attach a debugger to, and wait for Enter",
    };

    public static Command Create()
    {
        var command = new Command("invoke", "Run a function with an event, and print its answer, its log and its figures.")
        {
            FunctionCommand.Function,
            Event,
            Replay,
            Qualifier,
            Async,
            Debug,
        };
        TargetOptions.AddStackTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Event) is not null && result.GetValue(Replay) is not null)
                result.AddError("--replay takes the event of a former invocation: leave --event out.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (OnlyLocal(arguments) is not { } message)
            return await InvokeAsync(arguments, cancellation);
        await Console.Error.WriteLineAsync(message);
        return ExitCodes.BadInput;
    }

    // Said before AWS is asked for anything
    private static string? OnlyLocal(ParseResult arguments)
    {
        if (!TargetOptions.IsAws(arguments))
            return null;
        var function = arguments.GetValue(FunctionCommand.Function);
        if (arguments.GetValue(Debug))
            return "--debug names a process of this machine: it is for LocalCloud (--local).";
        return arguments.GetValue(Replay) is not { } id
            ? null
            : $"""
                AWS keeps no events: an invocation can be run again only with an event that was written down.
                serverless logs {function} --since 7d --filter '"{id}"' shows what the function has logged of it: put the event into a file, and give --event FILE.
                For the next time, log the event in the function, or give asynchronous invocations an on-failure destination: its records have the event.
                """;
    }

    private static Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellation) =>
        FunctionCommand.RunAsync(
            arguments,
            async function =>
            {
                var payload = await PayloadAsync(function, arguments, cancellation);
                var qualifier = arguments.GetValue(Qualifier);
                if (arguments.GetValue(Debug))
                    await new DebugPause(function).WaitAsync(qualifier, arguments.GetValue(Event) == "-", cancellation);
                try
                {
                    if (!arguments.GetValue(Async))
                        return AnswerText.Write(
                            function.Name,
                            await function.Lambda.InvokeAsync(function.Name, qualifier, payload, cancellation)
                        );
                    var id = await function.Lambda.InvokeLaterAsync(function.Name, qualifier, payload, cancellation);
                    Console.WriteLine(id);
                    await Console.Error.WriteLineAsync(
                        $"{function.Name} has the event. serverless logs {function.Name} --filter '\"{id}\"' tells what becomes of it."
                    );
                    return ExitCodes.Done;
                }
                catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException" && qualifier is not null)
                {
                    var aliases = (await function.Lambda.AliasesAsync(function.Name, cancellation)).Select(a => a.Name);
                    var versions = (await function.Lambda.VersionsAsync(function.Name, cancellation)).Select(v => v.Number);
                    throw new TuneException(
                        $"{function.Name} has no version or alias '{qualifier}'. It has "
                            + $"{string.Join(", ", aliases.Concat(versions).Append("$LATEST"))}.",
                        ExitCodes.BadInput
                    );
                }
            },
            cancellation
        );

    private static async Task<string> PayloadAsync(FoundFunction function, ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(Replay) is not { } id)
            return arguments.GetValue(Event) is { } file ? await EventOption.ReadAsync(file, cancellation) : "{}";
        using var local = new LocalInvocations(function.Connection.Endpoint!);
        return await local.EventAsync(id, function.Name, cancellation);
    }
}

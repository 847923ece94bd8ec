using System.Runtime.InteropServices;
using Garnet;
using LocalCloud.Redis;
using Microsoft.Extensions.Logging;

if (ServerArguments.Parse(args, out var error) is not { } arguments)
{
    Console.Error.WriteLine(error);
    return 2;
}

using var stopping = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

try
{
    while (await RunAsync() is { } failure)
    {
        Console.Error.WriteLine(
            $"Cannot write to {arguments.DataDirectory}: {failure}. "
                + "What was acknowledged is kept; connections are refused until it can be written to again."
        );
        await Disk.WritableAsync(arguments.DataDirectory!, stopping.Token);
    }
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
return 0;

// Until the end (null), or until the append-only file cannot be written to, which Garnet does not get over: from then on it closes
// every connection that writes
async Task<string?> RunAsync()
{
    var failed = false;
    // At its end Garnet reports the cancellation of its own background work as failures, and a failed file once per connection
    using var loggers = LoggerFactory.Create(logging =>
        logging
            .AddFilter(level => level >= LogLevel.Warning && !failed && !stopping.IsCancellationRequested)
            .AddSimpleConsole(console => console.SingleLine = true)
    );
    await Recovery.BeginAsync(arguments, stopping.Token);
    using (var server = new GarnetServer(ServerOptions.For(arguments, loggers.CreateLogger("Garnet")), loggers))
    {
        server.Start();
        var place = arguments.DataDirectory is { } data ? $"data in {data}" : "data in memory";
        Console.WriteLine($"Ready on {arguments.Host}:{arguments.Ports[0]}, {place}.");
        var failure = await AppendOnlyFile.FailureAsync(server, stopping.Token);
        failed = failure is not null;
        if (failed)
            return failure;
    }
    Recovery.EndWell(arguments);
    return null;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}

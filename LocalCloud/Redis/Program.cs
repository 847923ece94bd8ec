using System.Runtime.InteropServices;
using Garnet;
using LocalCloud.Redis;
using Microsoft.Extensions.Logging;

if (ServerArguments.Parse(args, out var error) is not { } arguments)
{
    Console.Error.WriteLine(error);
    return 2;
}

var stopped = new TaskCompletionSource();
// At its end Garnet reports the cancellation of its own background work as failures
using var loggers = LoggerFactory.Create(logging => logging.AddFilter(level => level >= LogLevel.Warning && !stopped.Task.IsCompleted).AddSimpleConsole(console => console.SingleLine = true));
using var server = new GarnetServer(ServerOptions.For(arguments, loggers.CreateLogger("Garnet")), loggers);

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

server.Start();
Console.WriteLine($"Ready on {arguments.Host}:{arguments.Ports[0]}, {(arguments.DataDirectory is { } data ? $"data in {data}" : "data in memory")}.");
await stopped.Task;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}

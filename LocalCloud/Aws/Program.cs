using LocalCloud.Aws;
using LocalCloud.Aws.Telemetry;

if (args.Any(a => a is "--help" or "-h" or "-?"))
{
    Console.WriteLine(Options.Usage);
    return 0;
}
var (options, error) = OptionParser.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(error);
    return 2;
}
try
{
    using var export = Export.Start();
    await using var app = Emulator.Build(options with { FunctionOutput = Console.Out });
    await app.StartAsync();
    Console.WriteLine($"LocalCloud.Aws listening on {app.Urls.First()}");
    WorkingSet.Trim();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (LocalCloud.Aws.Store.StoreException e)
{
    Console.Error.WriteLine($"LocalCloud.Aws cannot open its data. {e.Message}");
    return 1;
}
// The port is taken, or the address is not ours.
catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
{
    Console.Error.WriteLine($"LocalCloud.Aws cannot start: {e.Message}");
    return 1;
}

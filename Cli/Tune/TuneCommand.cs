using System.CommandLine;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;

namespace Serverless.Cli.Tune;

/// <summary>Measures a function at several memory sizes, in LocalCloud or on AWS.</summary>
internal static class TuneCommand
{
    public static Command Create()
    {
        var command = new Command("tune", "Measure a function at several memory sizes, or several builds of it, and say which to take.");
        TuneOptions.AddTo(command);
        TargetOptions.AddPlaceTo(command);
        command.Options.Add(TargetOptions.Yes);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        var display = TuneDisplay.Create();
        if (arguments.GetValue(TuneOptions.Clean))
            return await Tuning.CleanAsync(target, arguments.GetValue(TuneOptions.Function)!, display, TimeProvider.System, cancellation);
        var (request, error) = TuneOptions.Read(arguments, target);
        if (request is not null)
            return await Tuning.RunAsync(request, display, TimeProvider.System, cancellation);
        display.Error(error!);
        return ExitCodes.BadInput;
    }
}

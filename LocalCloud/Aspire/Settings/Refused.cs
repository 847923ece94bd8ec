using System.Reflection;
using Aspire.Hosting;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Settings;

/// <summary>
/// Ends the AppHost with the message alone: nothing is running yet, and a stack trace says nothing to whoever reads this. Where
/// another program (a test) runs the application, that gets the exception.
/// </summary>
internal static class Refused
{
    public static T Unless<T>(IDistributedApplicationBuilder builder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (StartException e) when (IsProgram(builder))
        {
            End(e);
            throw;
        }
    }

    /// <summary>Whether the AppHost is the program that runs, and its command line is the process's.</summary>
    public static bool IsProgram(IDistributedApplicationBuilder builder) =>
        builder.AppHostAssembly is { } appHost && appHost == Assembly.GetEntryAssembly();

    public static void End(StartException why)
    {
        Console.Error.WriteLine(why.Message);
        Environment.Exit(why.ExitCode);
    }
}

using System.CommandLine;

namespace Serverless.Bench.Startup;

internal static class BeforeOptions
{
    // The last commit with a runner of its own in the place of Aspire's packages
    private const string OwnRunner = "5c88928";

    public static readonly Option<string> Before = new("--before")
    {
        Description = "The commit that this tree is compared with; by default the last build on the own runner",
        DefaultValueFactory = _ => OwnRunner,
    };

    public static readonly Option<string?> Directory = new("--before-directory")
    {
        Description = "A working tree of that commit whose AppHost is built; otherwise one is made, and removed at the end",
    };

    /// <summary>Elsewhere the command says so and does nothing.</summary>
    public static void NeedLinux(Command command) =>
        command.Validators.Add(result =>
        {
            if (!OperatingSystem.IsLinux())
                result.AddError($"'{command.Name}' follows processes in /proc, which only Linux has.");
        });
}

namespace LocalCloud.Hosting.Run.Terminal;

/// <summary>Lines for the terminal; without colour where it is none.</summary>
sealed class ConsoleOutput
{
    public const string Green = "32", Yellow = "33", Red = "31", Dim = "2";
    readonly Lock gate = new();
    readonly bool colours = !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    public void Row(int width, string resource, string state, string after, string address, string colour) =>
        Line($"{resource.PadRight(width)}  {Coloured(state.PadRight(11), colour)}  {after,7}  {address}".TrimEnd());

    public void Line(string text)
    {
        lock (gate) System.Console.Out.WriteLine(text);
    }

    string Coloured(string text, string colour) => colours ? $"\x1b[{colour}m{text}\x1b[0m" : text;
}

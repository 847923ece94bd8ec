namespace LocalCloud.Tune.Measuring;

/// <summary>One size of one build.</summary>
/// <param name="Build">null: the function as it is.</param>
/// <param name="Size">MB.</param>
internal sealed record Variant(Build? Build, int Size)
{
    public string Name => Build is null ? $"{Size} MB" : $"{Build.Name} at {Size} MB";
}

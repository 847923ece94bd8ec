namespace LocalCloud.Tune.ColdStarts;

/// <summary>Where the measurement of cold starts shows what it does.</summary>
internal interface IColdStartDisplay : IMessages
{
    void Show(IReadOnlyList<ColdStartResult> results);
}

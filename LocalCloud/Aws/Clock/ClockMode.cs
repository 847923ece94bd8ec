namespace LocalCloud.Aws.Clock;

/// <summary>--clock</summary>
internal enum ClockMode
{
    /// <summary>The machine's.</summary>
    Real,

    /// <summary>Runs with the machine's, and can be held and moved ahead.</summary>
    Movable,

    /// <summary>Stands still until it is moved.</summary>
    Manual,
}

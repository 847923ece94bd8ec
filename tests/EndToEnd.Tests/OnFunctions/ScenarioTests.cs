using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnFunctions;

// The scenarios, on the application as functions. One after another: each may start dozens of processes

[Collection("functions")]
public sealed class OrderTests(SharedFunctions shared) : OrderScenarios(shared);

[Collection("functions")]
public sealed class RefundTests(SharedFunctions shared) : RefundScenarios(shared);

[Collection("functions")]
public sealed class ReportTests(SharedFunctions shared) : ReportScenarios(shared);

[Collection("functions")]
public sealed class UserTests(SharedFunctions shared) : UserScenarios(shared);

[Collection("functions")]
public sealed class ImageTests(SharedFunctions shared) : ImageScenarios(shared);

[Collection("functions")]
public sealed class TraceTests(SharedFunctions shared) : TraceScenarios(shared);

[Collection("functions")]
public sealed class KilledWorkerTests(SharedFunctions shared) : KilledWorkerScenarios(shared);

using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnDeployment;

// The scenarios, on the application as serverless deploy has deployed it. One after another: each may start dozens of processes

[Collection("functions")]
public sealed class OrderTests(SharedDeployment shared) : OrderScenarios(shared);

[Collection("functions")]
public sealed class RefundTests(SharedDeployment shared) : RefundScenarios(shared);

[Collection("functions")]
public sealed class ReportTests(SharedDeployment shared) : ReportScenarios(shared);

[Collection("functions")]
public sealed class UserTests(SharedDeployment shared) : UserScenarios(shared);

[Collection("functions")]
public sealed class ImageTests(SharedDeployment shared) : ImageScenarios(shared);

[Collection("functions")]
public sealed class TraceTests(SharedDeployment shared) : TraceScenarios(shared);

using EventRouter.Orders;
using EventRouter.Users;
using Lambda;
using Platform;
using Platform.Data;
using Platform.Events;
using ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.AddServiceDefaults();
builder.AddPlatformData();
builder.AddEventConsumer();
builder.Services.AddEventHandler<UserCreated, WelcomeMail>();
builder.Services.AddEventHandler<OrderPlaced, OrderConfirmation>();
builder.Services.AddEventHandler<OrderPlaced, DailySalesProjection>();
builder.Services.AddEventHandler<OrderRefunded, RefundConfirmation>();
builder.Services.AddEventHandler<OrderRefunded, DailySalesProjection>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.Run();
